import { shallowRef } from "vue";

/** At most one form is open at a time. */
export function useOpenForm<Subject>() {
  const opened = shallowRef<Subject | null>(null);

  function open(subject: Subject): void {
    opened.value = subject;
  }

  function close(): void {
    opened.value = null;
  }

  return { opened, open, close };
}

import { nextTick, shallowRef } from "vue";

/** At most one form is open at a time; when it closes, the focus is back on the button that opened it, or on the heading without it. */
export function useOpenForm<Subject>() {
  const opened = shallowRef<Subject | null>(null);
  let opener: HTMLElement | null = null;

  function open(subject: Subject, { currentTarget }: Event): void {
    opener = currentTarget as HTMLElement;
    opened.value = subject;
  }

  async function close(): Promise<void> {
    opened.value = null;
    await nextTick();
    const target = opener?.isConnected ? opener : document.querySelector("h1");
    target?.focus();
  }

  return { opened, open, close };
}

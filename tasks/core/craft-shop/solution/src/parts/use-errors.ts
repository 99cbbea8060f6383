import { nextTick, ref } from "vue";

/** Messages beside the fields of a form. */
export function useErrors<Field extends string>() {
  const errors = ref<Partial<Record<Field, string>>>({});

  /** Shows what is wrong and moves the focus to the first wrong field of the submitted form; whether nothing is wrong. */
  function accept(found: Partial<Record<Field, string>>, { target }: Event): boolean {
    errors.value = found;
    const form = target as HTMLFormElement;
    void nextTick(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
    return Object.keys(found).length === 0;
  }

  return { errors, accept };
}

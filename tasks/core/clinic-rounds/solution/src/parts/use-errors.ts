import { nextTick, ref } from "vue";

/** Messages of a form by field, all at once; the first wrong field gets the focus. */
export function useErrors<Field extends string>() {
  const errors = ref<Partial<Record<Field, string>>>({});

  /** Takes over what is wrong with each field, and says whether nothing is. */
  function accept(found: Partial<Record<Field, string | null>>, { target }: Event): boolean {
    const wrong = Object.entries<string | null | undefined>(found).filter(([, message]) => message);
    errors.value = Object.fromEntries(wrong) as Partial<Record<Field, string>>;
    const form = target as HTMLFormElement;
    void nextTick(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
    return wrong.length === 0;
  }

  return { errors, accept };
}

import { nextTick, onMounted, onUnmounted, ref } from "vue";
import { focusHeading } from "../router";
import type { Errors } from "../store";

/** The first field that is marked as wrong gets the focus. */
export async function focusFirstWrong(within: ParentNode | null | undefined) {
  await nextTick();
  within?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}

/** One small form of a view, opened by buttons of its lines. */
export function useForm(initial: () => Record<string, string>) {
  const open = ref<{ kind: string; sku: string } | null>(null);
  const values = ref(initial());
  const errors = ref<Errors>({});
  let opener: HTMLElement | null = null;
  const element = () => document.querySelector<HTMLElement>("form.small");

  async function show(kind: string, sku: string, event: Event) {
    opener = event.currentTarget as HTMLElement;
    if (open.value?.kind !== kind || open.value?.sku !== sku) {
      open.value = { kind, sku };
      values.value = initial();
      errors.value = {};
    }
    await nextTick();
    element()?.querySelector<HTMLElement>("input, select")?.focus();
  }
  async function close(refocus = true) {
    open.value = null;
    await nextTick();
    if (!refocus) return;
    if (opener?.isConnected) opener.focus();
    else focusHeading();
  }
  async function submit(save: () => Errors | null) {
    errors.value = save() ?? {};
    if (Object.keys(errors.value).length) await focusFirstWrong(element());
    else await close();
  }
  const isOpen = (kind: string, sku: string) => open.value?.kind === kind && open.value.sku === sku;
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Escape" && open.value && !event.isComposing) {
      event.preventDefault();
      close();
    }
  };
  onMounted(() => document.addEventListener("keydown", onKey));
  onUnmounted(() => document.removeEventListener("keydown", onKey));
  return { open, values, errors, show, close, submit, isOpen };
}

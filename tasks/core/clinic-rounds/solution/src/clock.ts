import { onScopeDispose, readonly, type Ref, ref } from "vue";
import { MINUTE_MS } from "./chinese/dates.ts";

const LOOK_EVERY_MS = 500;

/** The minute that the device's clock shows, kept up to date while the component lives. */
export function useMinute(): Readonly<Ref<number>> {
  const minute = ref(readMinute());
  const timer = setInterval(() => {
    minute.value = readMinute();
  }, LOOK_EVERY_MS);
  onScopeDispose(() => clearInterval(timer));
  return readonly(minute);
}

export function readMinute(): number {
  return Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
}

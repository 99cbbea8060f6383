import { readonly, type Ref, ref } from "vue";
import { MINUTE_MS } from "./chinese/dates.ts";

/** The minute that the device's clock shows. */
export function useMinute(): Readonly<Ref<number>> {
  return readonly(ref(readMinute()));
}

export function readMinute(): number {
  return Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
}

import { computed, shallowRef } from "vue";
import { openShop, type Outcome, type ShopState } from "./shop/state.ts";
import { countStock } from "./shop/stock.ts";
import { parseState } from "./stored-state.ts";

const KEY = "craft-shop";

const state = shallowRef(readState());

export const shop = computed(() => state.value);
export const stock = computed(() => countStock(state.value.movements));

window.addEventListener("storage", ({ key }) => {
  if (key === KEY || key === null) state.value = readState();
});

/**
 * Does something with the shop as it is stored at this moment: this tab may not have heard yet of what another one did.
 * Returns why it was refused, or null.
 */
export function perform(action: (state: ShopState) => Outcome): string | null {
  const outcome = action(state.value);
  if ("refusal" in outcome) return outcome.refusal;
  state.value = outcome.state;
  writeState(outcome.state);
  return null;
}

/** This moment, as it is written into orders and movements. */
export function now(): string {
  return new Date().toISOString();
}

function readState(): ShopState {
  const stored = parseState(localStorage.getItem(KEY));
  if (stored !== null) return stored;
  const opened = openShop(now());
  writeState(opened);
  return opened;
}

function writeState(written: ShopState): void {
  localStorage.setItem(KEY, JSON.stringify(written));
}

import { isKnown } from "./catalogue.ts";
import type { ShopState } from "./shop/state.ts";

/** The shop that was stored, or null where nothing is stored that this app has written. */
export function parseState(text: string | null): ShopState | null {
  try {
    const stored: unknown = JSON.parse(text ?? "null");
    return isState(stored) ? stored : null;
  } catch {
    return null;
  }
}

function isState(value: unknown): value is ShopState {
  const { cart, orders, movements } = (value ?? {}) as Partial<ShopState>;
  if (!Array.isArray(cart?.lines) || !Array.isArray(orders) || !Array.isArray(movements)) return false;
  return [...cart.lines, ...movements].every((entry: { sku?: string } | null) => isKnown(entry?.sku ?? ""));
}

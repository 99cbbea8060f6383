import { items, lowStock } from "../catalogue.ts";
import { parseWhole } from "../format.ts";
import type { Movement, Outcome, ShopState } from "./state.ts";

/** Pieces on hand by SKU. */
export function countStock(movements: readonly Movement[]): ReadonlyMap<string, number> {
  const stock = new Map(items.map(({ sku }) => [sku, 0]));
  for (const { sku, change } of movements) stock.set(sku, stock.get(sku)! + change);
  return stock;
}

export interface LowItem {
  readonly sku: string;
  readonly left: number;
}

/** The variants that run out, fewest pieces first, else in the order of the file. */
export function listLow(stock: ReadonlyMap<string, number>): LowItem[] {
  return items
    .map(({ sku }) => ({ sku, left: stock.get(sku)! }))
    .filter(({ left }) => left <= lowStock)
    .toSorted((a, b) => a.left - b.left);
}

export interface LedgerRow extends Movement {
  readonly balance: number;
}

/** The movements with the stock after each, newest first. */
export function listLedger(movements: readonly Movement[], sku: string | null): LedgerRow[] {
  const balances = new Map<string, number>();
  return movements
    .map((movement) => {
      const balance = (balances.get(movement.sku) ?? 0) + movement.change;
      balances.set(movement.sku, balance);
      return { ...movement, balance };
    })
    .filter((row) => sku === null || row.sku === sku)
    .toReversed();
}

export function move(state: ShopState, ...movements: readonly Movement[]): ShopState {
  return { ...state, movements: [...state.movements, ...movements] };
}

export function restock(
  state: ShopState,
  { sku, typed, at }: { sku: string; typed: string; at: string },
): Outcome {
  const pieces = parseWhole(typed) ?? 0;
  if (pieces < 1) return { refusal: "Enter a whole number of at least 1." };
  return { state: move(state, { at, sku, kind: "Restock", change: pieces, note: "" }) };
}

export interface Count {
  readonly typed: string;
  readonly reason: string;
}

/** What is wrong with a correction, by field; empty where nothing is. */
export function checkCount({ typed, reason }: Count, onHand: number): { typed?: string; reason?: string } {
  const counted = parseWhole(typed);
  return {
    ...(counted === null ? { typed: "Enter a whole number of at least 0." } : {}),
    ...(counted === onHand ? { typed: `The stock is ${counted} already.` } : {}),
    ...(reason.trim() === "" ? { reason: "Enter a reason." } : {}),
  };
}

/** Makes what was counted the stock; without effect where another tab has recorded the same. */
export function correct(
  state: ShopState,
  { sku, typed, reason, at }: Count & { readonly sku: string; readonly at: string },
): Outcome {
  const change = parseWhole(typed)! - countStock(state.movements).get(sku)!;
  if (change === 0) return { state };
  return { state: move(state, { at, sku, kind: "Correction", change, note: reason.trim() }) };
}

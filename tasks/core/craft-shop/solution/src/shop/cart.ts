import { findDiscount, type Item, itemOf } from "../catalogue.ts";
import { parseWhole } from "../format.ts";
import { countStock } from "./stock.ts";
import type { Cart, CartLine, Delivery, Outcome, ShopState } from "./state.ts";

const withCart = (state: ShopState, change: Partial<Cart>): { state: ShopState } => ({
  state: { ...state, cart: { ...state.cart, ...change } },
});

/** Puts pieces into the cart, on top of those that are there. */
export function addToCart(state: ShopState, sku: string, typed: string): Outcome {
  const present = state.cart.lines.find((line) => line.sku === sku)?.quantity ?? 0;
  return setQuantity(state, sku, { typed, present });
}

/** Changes how many pieces a line has. A line that another tab has removed stays removed. */
export function changeQuantity(state: ShopState, sku: string, typed: string): Outcome {
  if (!state.cart.lines.some((line) => line.sku === sku)) return { state };
  return setQuantity(state, sku, { typed, present: 0 });
}

function setQuantity(
  state: ShopState,
  sku: string,
  { typed, present }: { typed: string; present: number },
): Outcome {
  const pieces = parseWhole(typed);
  if (pieces === null || pieces < 1) return { refusal: "Enter a whole number of at least 1." };
  const quantity = present + pieces;
  const refusal = refuseQuantity(state, itemOf(sku), quantity);
  if (refusal !== null) return { refusal };
  const { lines } = state.cart;
  const line: CartLine = { sku, quantity };
  return withCart(state, {
    lines: lines.some((each) => each.sku === sku)
      ? lines.map((each) => (each.sku === sku ? line : each))
      : [...lines, line],
  });
}

/** Why a line cannot have this quantity, or null. */
function refuseQuantity({ cart, movements }: ShopState, item: Item, quantity: number): string | null {
  const { setOf, perOrder, id } = item.product;
  if (quantity % setOf !== 0) return `Sold in sets of ${setOf}.`;
  const others = cart.lines
    .filter(({ sku }) => sku !== item.sku && itemOf(sku).product.id === id)
    .reduce((sum, line) => sum + line.quantity, 0);
  if (perOrder !== null && others + quantity > perOrder) return `At most ${perOrder} in one order.`;
  return findProblem({ sku: item.sku, quantity }, countStock(movements));
}

/** What the stock has against a line, or null. */
export function findProblem({ sku, quantity }: CartLine, stock: ReadonlyMap<string, number>): string | null {
  const left = stock.get(sku)!;
  if (quantity <= left) return null;
  return left === 0 ? "Sold out." : `Only ${left} in stock.`;
}

export function removeLine(state: ShopState, sku: string): Outcome {
  return withCart(state, { lines: state.cart.lines.filter((line) => line.sku !== sku) });
}

export function applyCode(state: ShopState, typed: string): Outcome {
  const code = typed.trim().toUpperCase();
  return findDiscount(code) === null ? { refusal: "There is no such code." } : withCart(state, { code });
}

export function removeCode(state: ShopState): Outcome {
  return withCart(state, { code: null });
}

export function chooseDelivery(state: ShopState, delivery: Delivery): Outcome {
  return withCart(state, { delivery });
}

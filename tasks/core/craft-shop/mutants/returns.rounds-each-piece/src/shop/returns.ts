import { parseWhole } from "../format.ts";
import {
  findOrder,
  type Order,
  type OrderLine,
  type Outcome,
  replaceOrder,
  type ShopState,
  titleOf,
} from "./state.ts";
import { move } from "./stock.ts";

/** What becomes of pieces that came back. */
export type Fate = "Restock" | "Write off";
export const FATES: readonly Fate[] = ["Restock", "Write off"];

const lineTotal = ({ price, quantity }: OrderLine): number => price * quantity;

/** The discount's share of each line; together exactly the discount. */
function shareDiscount({ lines, subtotal, discount }: Order): number[] {
  const shares = lines.map((line) => Math.floor((discount * lineTotal(line)) / subtotal));
  const rest = discount - shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share, index) => (index < rest ? share + 1 : share));
}

/** What was refunded so far, line by line. */
export function listRefunds(order: Order): number[] {
  const shares = shareDiscount(order);
  return order.lines.map(
    (line, index) => Math.floor((lineTotal(line) - shares[index]!) / line.quantity) * line.returned,
  );
}

export function refundedOf(order: Order): number {
  return listRefunds(order).reduce((sum, refund) => sum + refund, 0);
}

/** How many pieces of a line may still come back. */
export function countReturnable({ status }: Order, { quantity, returned }: OrderLine): number {
  return status === "Shipped" ? quantity - returned : 0;
}

export interface Return {
  readonly number: number;
  readonly sku: string;
  /** How many pieces, as typed. */
  readonly typed: string;
  readonly fate: Fate;
  readonly at: string;
}

export function bookReturn(state: ShopState, { number, sku, typed, fate, at }: Return): Outcome {
  const order = findOrder(state, number)!;
  const line = order.lines.find((each) => each.sku === sku)!;
  const most = countReturnable(order, line);
  const pieces = parseWhole(typed) ?? 0;
  if (pieces < 1 || pieces > most) return { refusal: `Enter a whole number from 1 to ${most}.` };
  const lines = order.lines.map((each) =>
    each.sku === sku ? { ...each, returned: each.returned + pieces } : each,
  );
  const movement = { at, sku, note: titleOf(number) };
  const back = move(replaceOrder(state, { ...order, lines }), {
    ...movement,
    kind: "Return",
    change: pieces,
  });
  return {
    state: fate === "Restock" ? back : move(back, { ...movement, kind: "Write-off", change: -pieces }),
  };
}

import { itemOf } from "../catalogue.ts";
import { findProblem } from "./cart.ts";
import { priceCart } from "./pricing.ts";
import { refundedOf } from "./returns.ts";
import {
  type Customer,
  EMPTY_CART,
  findOrder,
  type Order,
  type Outcome,
  replaceOrder,
  type ShopState,
  type Status,
  titleOf,
} from "./state.ts";
import { countStock, move } from "./stock.ts";

const FIRST_NUMBER = 1001;

/** What the button on an order in each status leads to. */
const STEPS = { Pack: ["New"], Ship: ["Packed"], Cancel: ["New", "Packed"] } as const satisfies Record<
  string,
  readonly Status[]
>;
export type OrderStep = keyof typeof STEPS;

export function placeOrder(state: ShopState, customer: Customer, at: string): Outcome {
  const { cart, movements, orders } = state;
  const stock = countStock(movements);
  if (cart.lines.length === 0 || cart.lines.some((line) => findProblem(line, stock) !== null))
    return { refusal: "Your cart has changed. Check it before you order." };
  const order: Order = {
    number: FIRST_NUMBER + orders.length,
    placedAt: at,
    status: "New",
    customer,
    delivery: cart.delivery,
    lines: cart.lines.map(({ sku, quantity }) => {
      const { product, glaze, size, price } = itemOf(sku);
      return { sku, quantity, name: product.name, glaze, size, price, returned: 0 };
    }),
    ...priceCart(cart),
  };
  const sold = moveLines({ ...state, cart: EMPTY_CART }, order, { kind: "Sale", at });
  return { state: { ...sold, orders: [...orders, order] } };
}

export function canDo(step: OrderStep, { status }: Order): boolean {
  return (STEPS[step] as readonly Status[]).includes(status);
}

/** Packs, ships or cancels; without effect where another tab was quicker. */
export function advanceOrder(
  state: ShopState,
  { number, step, at }: { number: number; step: OrderStep; at: string },
): Outcome {
  const order = findOrder(state, number);
  if (order === null || !canDo(step, order)) return { state };
  if (step === "Pack") return { state: replaceOrder(state, { ...order, status: "Packed" }) };
  if (step === "Ship") return { state: replaceOrder(state, { ...order, status: "Shipped" }) };
  const cancelled = replaceOrder(state, { ...order, status: "Cancelled" });
  return { state: moveLines(cancelled, order, { kind: "Cancellation", at }) };
}

function moveLines(
  state: ShopState,
  order: Order,
  { kind, at }: { kind: "Sale" | "Cancellation"; at: string },
): ShopState {
  const sign = kind === "Sale" ? -1 : 1;
  return move(
    state,
    ...order.lines.map(({ sku, quantity }) => ({
      at,
      sku,
      kind,
      change: sign * quantity,
      note: titleOf(order.number),
    })),
  );
}

/** What the orders brought in, less what was refunded. */
export function sumTakings(orders: readonly Order[]): number {
  return orders.reduce((sum, order) => sum + order.total - refundedOf(order), 0);
}

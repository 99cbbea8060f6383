import { items } from "../catalogue.ts";

export type Delivery = "Standard" | "Express";
export type Status = "New" | "Packed" | "Shipped" | "Cancelled";
export type MovementKind =
  | "Opening"
  | "Sale"
  | "Cancellation"
  | "Return"
  | "Write-off"
  | "Restock"
  | "Correction";

export interface CartLine {
  readonly sku: string;
  readonly quantity: number;
}

export interface Cart {
  readonly lines: readonly CartLine[];
  readonly code: string | null;
  readonly delivery: Delivery;
}

export interface Customer {
  readonly name: string;
  readonly email: string;
  readonly street: string;
  readonly postcode: string;
  readonly town: string;
}

/** A line as it was sold: later changes of the catalogue leave it alone. */
export interface OrderLine extends CartLine {
  readonly name: string;
  readonly glaze: string;
  readonly size: string;
  readonly price: number;
  readonly returned: number;
}

export interface Order {
  readonly number: number;
  readonly placedAt: string;
  readonly status: Status;
  readonly customer: Customer;
  readonly lines: readonly OrderLine[];
  readonly delivery: Delivery;
  readonly subtotal: number;
  readonly discount: number;
  readonly shipping: number;
  readonly total: number;
}

/** One change of one variant's stock. */
export interface Movement {
  readonly at: string;
  readonly sku: string;
  readonly kind: MovementKind;
  readonly change: number;
  readonly note: string;
}

/** All that is kept. Stock is nowhere in it: it is the sum of the movements. */
export interface ShopState {
  readonly cart: Cart;
  /** Oldest first. */
  readonly orders: readonly Order[];
  /** Oldest first. */
  readonly movements: readonly Movement[];
}

/** What an action comes to: the shop after it, or why it was refused. */
export type Outcome = { readonly state: ShopState } | { readonly refusal: string };

export const EMPTY_CART: Cart = { lines: [], code: null, delivery: "Standard" };

export function openShop(at: string): ShopState {
  return {
    cart: EMPTY_CART,
    orders: [],
    movements: items.map(({ sku, stock }) => ({ at, sku, kind: "Opening", change: stock, note: "" })),
  };
}

export function titleOf(orderNumber: number): string {
  return `Order ${orderNumber}`;
}

export function findOrder({ orders }: ShopState, number: number): Order | null {
  return orders.find((order) => order.number === number) ?? null;
}

export function replaceOrder(state: ShopState, order: Order): ShopState {
  return { ...state, orders: state.orders.map((each) => (each.number === order.number ? order : each)) };
}

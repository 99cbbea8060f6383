import { shallowRef } from "vue";
import { variants } from "./file.ts";

/** The shop is a log of what happened; everything that is shown is worked out from it. */
export type Happening =
  | { type: "opened" }
  | { type: "cart"; sku: string; quantity: number }
  | { type: "code"; code: string | null }
  | { type: "delivery"; delivery: string }
  | { type: "ordered"; address: Address; lines: SoldLine[]; bill: Bill }
  | { type: "packed" | "shipped" | "cancelled"; number: number }
  | { type: "returned"; number: number; sku: string; pieces: number; kept: boolean }
  | { type: "restocked"; sku: string; pieces: number }
  | { type: "counted"; sku: string; counted: number; reason: string };
export type Entry = Happening & { at: number };

export interface Address {
  name: string;
  email: string;
  street: string;
  postcode: string;
  town: string;
}
export interface SoldLine {
  sku: string;
  name: string;
  glaze: string;
  size: string;
  price: number;
  quantity: number;
}
export interface Bill {
  subtotal: number;
  discount: number;
  shipping: number;
  total: number;
}
export interface Order {
  number: number;
  at: number;
  status: "New" | "Packed" | "Shipped" | "Cancelled";
  address: Address;
  lines: SoldLine[];
  bill: Bill;
  back: Record<string, number>;
}
export interface Movement {
  at: number;
  sku: string;
  kind: string;
  change: number;
  balance: number;
  note: string;
}
export interface World {
  cart: Map<string, number>;
  code: string | null;
  delivery: string;
  orders: Order[];
  ledger: Movement[];
  stock: Record<string, number>;
}

const KEY = "craft-shop/log";
const STATUS = { packed: "Packed", shipped: "Shipped", cancelled: "Cancelled" } as const;

export function replay(entries: readonly Entry[]): World {
  const world: World = {
    cart: new Map(),
    code: null,
    delivery: "Standard",
    orders: [],
    ledger: [],
    stock: Object.fromEntries(variants.map(({ sku }) => [sku, 0])),
  };
  for (const entry of entries) apply(world, entry);
  return world;
}

function apply(world: World, entry: Entry): void {
  const move = (sku: string, kind: string, change: number, note = ""): void => {
    const balance = (world.stock[sku]! += change);
    world.ledger.push({ at: entry.at, sku, kind, change, balance, note });
  };
  const orderOf = (number: number): Order => world.orders.find((order) => order.number === number)!;
  switch (entry.type) {
    case "opened":
      for (const { sku, stock } of variants) move(sku, "Opening", stock);
      break;
    case "cart":
      if (entry.quantity > 0) world.cart.set(entry.sku, entry.quantity);
      else world.cart.delete(entry.sku);
      break;
    case "code":
      world.code = entry.code;
      break;
    case "delivery":
      world.delivery = entry.delivery;
      break;
    case "ordered": {
      const number = 1001 + world.orders.length;
      const { at, address, lines, bill } = entry;
      world.orders.push({ number, at, status: "New", address, lines, bill, back: {} });
      for (const { sku, quantity } of lines) move(sku, "Sale", -quantity, `Order ${number}`);
      Object.assign(world, { cart: new Map(), code: null, delivery: "Standard" });
      break;
    }
    case "packed":
    case "shipped":
    case "cancelled": {
      const order = orderOf(entry.number);
      order.status = STATUS[entry.type];
      if (entry.type === "cancelled")
        for (const { sku, quantity } of order.lines)
          move(sku, "Cancellation", quantity, `Order ${order.number}`);
      break;
    }
    case "returned": {
      const { number, sku, pieces, kept } = entry;
      const order = orderOf(number);
      order.back[sku] = (order.back[sku] ?? 0) + pieces;
      move(sku, "Return", pieces, `Order ${number}`);
      if (!kept) move(sku, "Write-off", -pieces, `Order ${number}`);
      break;
    }
    case "restocked":
      move(entry.sku, "Restock", entry.pieces);
      break;
    case "counted":
      move(entry.sku, "Correction", entry.counted - world.stock[entry.sku]!, entry.reason);
      break;
  }
}

function read(): Entry[] {
  try {
    const entries = JSON.parse(localStorage.getItem(KEY) ?? "") as Entry[];
    replay(entries);
    if (entries[0]?.type === "opened") return entries;
  } catch {
    // What cannot be read counts as nothing.
  }
  const first: Entry[] = [{ type: "opened", at: Date.now() }];
  localStorage.setItem(KEY, JSON.stringify(first));
  return first;
}

/** What this tab shows. */
export const world = shallowRef(replay(read()));

addEventListener("storage", () => {
  world.value = replay(read());
});

/** Decides by what is stored now. Returns why nothing happened, or an empty text. */
export function attempt(decide: (now: World) => Happening | string): string {
  const entries = read();
  const outcome = decide(replay(entries));
  if (typeof outcome !== "string") {
    entries.push({ ...outcome, at: Date.now() });
    localStorage.setItem(KEY, JSON.stringify(entries));
  }
  world.value = replay(entries);
  return typeof outcome === "string" ? outcome : "";
}

import { computed, shallowRef, ref } from "vue";
import { bySku, discounts, products, variants, type Entry } from "./catalogue";
import { sums } from "./money";

export interface CartLine {
  sku: string;
  quantity: number;
}
export type Delivery = "Standard" | "Express";
export interface Cart {
  lines: CartLine[];
  code: string | null;
  delivery: Delivery;
}
export type Status = "New" | "Packed" | "Shipped" | "Cancelled";
export interface OrderLine {
  sku: string;
  name: string;
  glaze: string;
  size: string;
  price: number;
  quantity: number;
  returned: number;
}
export interface Customer {
  name: string;
  email: string;
  street: string;
  postcode: string;
  town: string;
}
export interface Order {
  number: number;
  placed: string;
  status: Status;
  customer: Customer;
  lines: OrderLine[];
  hasReturns: boolean;
  code: string | null;
  delivery: Delivery;
  subtotal: number;
  discount: number;
  shipping: number;
  total: number;
}
const KINDS = ["Opening", "Sale", "Cancellation", "Return", "Write-off", "Correction", "Restock"] as const;
export interface Movement {
  at: string;
  sku: string;
  kind: (typeof KINDS)[number];
  change: number;
  balance: number;
  note: string;
}
export interface Shop {
  cart: Cart;
  orders: Order[];
  ledger: Movement[];
}

// ------------------------------------------------------------ what is stored
const KEY = "craft-shop.state";
let memory: string | null = null; // where localStorage does not work at all

const emptyCart = (): Cart => ({ lines: [], code: null, delivery: "Standard" });
function fresh(): Shop {
  const at = new Date().toISOString();
  return {
    cart: emptyCart(),
    orders: [],
    ledger: variants.map((v) => ({
      at,
      sku: v.sku,
      kind: "Opening",
      change: v.stock,
      balance: v.stock,
      note: "",
    })),
  };
}

const isObject = (x: any) => typeof x === "object" && x !== null && !Array.isArray(x);
const isText = (x: any) => typeof x === "string";
const isCount = (x: any, least = 0) => Number.isSafeInteger(x) && x >= least;
const isTime = (x: any) => isText(x) && !Number.isNaN(Date.parse(x));
const isCode = (x: any) => x === null || discounts.some((d) => d.code === x);
const isDelivery = (x: any) => x === "Standard" || x === "Express";

function isShop(s: any): s is Shop {
  if (!isObject(s) || !isObject(s.cart) || !Array.isArray(s.orders) || !Array.isArray(s.ledger)) return false;
  const { cart } = s;
  if (!Array.isArray(cart.lines) || !isCode(cart.code) || !isDelivery(cart.delivery)) return false;
  if (!cart.lines.every((l: any) => isObject(l) && bySku.has(l.sku) && isCount(l.quantity, 1))) return false;
  if (new Set(cart.lines.map((l: any) => l.sku)).size !== cart.lines.length) return false;
  if (
    !s.orders.every(
      (o: any, i: number) =>
        isObject(o) &&
        o.number === 1001 + i &&
        isTime(o.placed) &&
        ["New", "Packed", "Shipped", "Cancelled"].includes(o.status) &&
        isObject(o.customer) &&
        ["name", "email", "street", "postcode", "town"].every((k) => isText(o.customer[k])) &&
        typeof o.hasReturns === "boolean" &&
        isCode(o.code) &&
        isDelivery(o.delivery) &&
        isCount(o.subtotal, 1) &&
        isCount(o.discount) &&
        isCount(o.shipping) &&
        isCount(o.total) &&
        Array.isArray(o.lines) &&
        o.lines.length > 0 &&
        o.lines.every(
          (l: any) =>
            isObject(l) &&
            bySku.has(l.sku) &&
            isText(l.name) &&
            isText(l.glaze) &&
            isText(l.size) &&
            isCount(l.price) &&
            isCount(l.quantity, 1) &&
            isCount(l.returned) &&
            l.returned <= l.quantity,
        ),
    )
  )
    return false;
  const balance = new Map<string, number>();
  for (const m of s.ledger) {
    if (!isObject(m) || !isTime(m.at) || !bySku.has(m.sku) || !KINDS.includes(m.kind) || !isText(m.note))
      return false;
    if (!Number.isSafeInteger(m.change) || !isCount(m.balance)) return false;
    if ((balance.get(m.sku) ?? 0) + m.change !== m.balance) return false;
    if (balance.has(m.sku) === (m.kind === "Opening")) return false;
    balance.set(m.sku, m.balance);
  }
  return balance.size === variants.length;
}

function read(): Shop | null {
  let text: string | null;
  try {
    text = localStorage.getItem(KEY);
  } catch {
    text = memory;
  }
  if (text === null) return null;
  try {
    const stored = JSON.parse(text);
    return isShop(stored) ? stored : null;
  } catch {
    return null;
  }
}
function write(shop: Shop) {
  const text = JSON.stringify(shop);
  try {
    localStorage.setItem(KEY, text);
  } catch {
    memory = text;
  }
}

function firstRead(): Shop {
  const stored = read();
  if (stored) return stored;
  const begun = fresh();
  write(begun); // so that the day of the opening stays
  return begun;
}
const state = shallowRef<Shop>(firstRead());
function follow() {
  state.value = read() ?? fresh();
}
addEventListener("storage", (event) => {
  if (event.key === null || event.key === KEY) follow();
});
addEventListener("pageshow", (event) => {
  if (event.persisted) follow();
});
addEventListener("visibilitychange", () => {
  if (!document.hidden) follow();
});

/** Every change begins with what is stored now; `change` returns false to leave it as it is. */
function update<T>(change: (shop: Shop) => T): T {
  const shop = read() ?? fresh();
  const result = change(shop);
  if (result !== false) write(shop);
  state.value = shop;
  return result;
}

// ------------------------------------------------------------ what the views see
export const cart = computed(() => state.value.cart);
export const orders = computed(() => state.value.orders);
export const ledger = computed(() => state.value.ledger);
const stockOf = (shop: Shop) => {
  const stock = new Map<string, number>();
  for (const m of shop.ledger) stock.set(m.sku, m.balance);
  return stock;
};
export const stock = computed(() => stockOf(state.value));
export const onHand = (sku: string) => stock.value.get(sku) ?? 0;
export const cartSums = computed(() => sums(cart.value));
export const cartCount = computed(() => cart.value.lines.reduce((n, l) => n + l.quantity, 0));
export const findOrder = (number: string) => orders.value.find((o) => String(o.number) === number);

const shortage = (left: number) => (left > 0 ? `Only ${left} in stock.` : "Sold out.");
export function problemOf(line: CartLine) {
  const left = onHand(line.sku);
  return left < line.quantity ? shortage(left) : "";
}

export const message = ref("");
export const codeTrouble = ref("");
const succeeded = (text = "") => {
  message.value = text;
  codeTrouble.value = "";
};

/** A whole number as typed, or null. */
export function wholeNumber(text: string, least: number): number | null {
  const t = text.trim();
  if (!/^\d+$/.test(t)) return null;
  const n = Number(t);
  return n >= least ? n : null;
}
const countable = (text: string, least: number) => {
  const n = wholeNumber(text, least);
  return n !== null && n <= 1e9 ? n : null;
};

// ------------------------------------------------------------ cart
function refusal(shop: Shop, v: Entry, n: number) {
  const { product } = v;
  if (n % product.setOf !== 0) return `Sold in sets of ${product.setOf}.`;
  if (product.perOrder !== null) {
    const others = shop.cart.lines.reduce(
      (sum, l) => sum + (l.sku !== v.sku && bySku.get(l.sku)!.product === product ? l.quantity : 0),
      0,
    );
    if (others + n > product.perOrder) return `At most ${product.perOrder} in one order.`;
  }
  const left = stockOf(shop).get(v.sku) ?? 0;
  return n > left ? shortage(left) : "";
}
const NOT_WHOLE = "Enter a whole number of at least 1.";

function changeQuantity(sku: string, text: string, add: boolean): boolean {
  let why = "";
  const done = update((shop) => {
    const line = shop.cart.lines.find((l) => l.sku === sku);
    if (!line && !add) return false; // removed in another tab
    const typed = wholeNumber(text, 1);
    if (typed === null) {
      why = NOT_WHOLE;
      return false;
    }
    const n = typed + (add ? (line?.quantity ?? 0) : 0);
    why = refusal(shop, bySku.get(sku)!, n);
    if (why) return false;
    if (line) line.quantity = n;
    else shop.cart.lines.push({ sku, quantity: n });
    return true;
  });
  if (done) succeeded(add ? "Added to cart." : "");
  else if (why) message.value = why;
  return done;
}
export const addToCart = (sku: string, text: string) => changeQuantity(sku, text, true);
export const setQuantity = (sku: string, text: string) => changeQuantity(sku, text, false);
export function removeLine(sku: string) {
  update((shop) => {
    shop.cart.lines = shop.cart.lines.filter((l) => l.sku !== sku);
  });
  succeeded();
}
export function applyCode(text: string): boolean {
  const wanted = text.trim().toUpperCase();
  const known = discounts.find((d) => d.code.toUpperCase() === wanted);
  if (!known) {
    codeTrouble.value = "There is no such code.";
    return false;
  }
  update((shop) => {
    shop.cart.code = known.code;
  });
  succeeded();
  return true;
}
export function removeCode() {
  update((shop) => {
    shop.cart.code = null;
  });
  succeeded();
}
export function setDelivery(delivery: Delivery) {
  update((shop) => {
    shop.cart.delivery = delivery;
  });
  succeeded();
}

// ------------------------------------------------------------ orders
function move(shop: Shop, sku: string, kind: Movement["kind"], change: number, note: string) {
  const balance = (stockOf(shop).get(sku) ?? 0) + change;
  shop.ledger.push({ at: new Date().toISOString(), sku, kind, change, balance, note });
}

/** Whether the stored cart can be ordered. */
export function cartCanBeOrdered(): boolean {
  follow();
  return cart.value.lines.length > 0 && cart.value.lines.every((l) => !problemOf(l));
}
export const CART_CHANGED = "Your cart has changed. Check it before you order.";
export function placeOrder(customer: Customer): number | false {
  return update((shop) => {
    const { lines, code, delivery } = shop.cart;
    const left = stockOf(shop);
    if (!lines.length || lines.some((l) => (left.get(l.sku) ?? 0) < l.quantity)) return false;
    const number = 1001 + shop.orders.length;
    const { subtotal, discount, shipping, total } = sums(shop.cart);
    shop.orders.push({
      number,
      placed: new Date().toISOString(),
      status: "New",
      customer,
      hasReturns: false,
      code,
      delivery,
      subtotal,
      discount,
      shipping,
      total,
      lines: lines.map(({ sku, quantity }) => {
        const v = bySku.get(sku)!;
        return {
          sku,
          name: v.product.name,
          glaze: v.glaze,
          size: v.size,
          price: v.price,
          quantity,
          returned: 0,
        };
      }),
    });
    for (const l of lines) move(shop, l.sku, "Sale", -l.quantity, `Order ${number}`);
    shop.cart = emptyCart();
    return number;
  });
}

const ORDER_CHANGED = "This order was changed in another tab.";
export function advance(number: number, to: Status): boolean {
  const done = update((shop) => {
    const order = shop.orders.find((o) => o.number === number);
    const applies =
      order &&
      (to === "Packed"
        ? order.status === "New"
        : to === "Shipped"
          ? order.status === "Packed"
          : order.status === "New" || order.status === "Packed");
    if (!applies) return false;
    order.status = to;
    if (to === "Cancelled")
      for (const l of order.lines) move(shop, l.sku, "Cancellation", l.quantity, `Order ${number}`);
    return true;
  });
  if (done) succeeded();
  else message.value = ORDER_CHANGED;
  return done;
}

/** The discount of an order, shared among its lines. */
function shares(order: Order): number[] {
  const parts = order.lines.map((l) => Math.floor((order.discount * l.price * l.quantity) / order.subtotal));
  let over = order.discount - parts.reduce((a, b) => a + b, 0);
  for (let i = 0; over > 0; i = (i + 1) % parts.length, over--) parts[i]++;
  return parts;
}
export function refundOf(order: Order, index: number) {
  const l = order.lines[index];
  return Math.floor(((l.price * l.quantity - shares(order)[index]) * l.returned) / l.quantity);
}
export const refundedOf = (order: Order) => order.lines.reduce((sum, _, i) => sum + refundOf(order, i), 0);
export const takings = computed(() =>
  orders.value.reduce((sum, o) => sum + (o.status === "Cancelled" ? 0 : o.total - refundedOf(o)), 0),
);

export type Errors = Record<string, string>;
/** Returns what is wrong, or null when it is booked (or nothing is left to book). */
export function bookReturn(number: number, sku: string, text: string, restock: boolean): Errors | null {
  let errors: Errors | null = null,
    gone = false;
  update((shop) => {
    const order = shop.orders.find((o) => o.number === number);
    const line = order?.lines.find((l) => l.sku === sku);
    const left = line ? line.quantity - line.returned : 0;
    if (!order || !line || order.status !== "Shipped" || left < 1) {
      gone = true;
      return false;
    }
    const n = wholeNumber(text, 1);
    if (n === null || n > left) {
      errors = { pieces: `Enter a whole number from 1 to ${left}.` };
      return false;
    }
    line.returned += n;
    order.hasReturns = true;
    move(shop, sku, "Return", n, `Order ${number}`);
    if (!restock) move(shop, sku, "Write-off", -n, `Order ${number}`);
    return true;
  });
  if (gone) message.value = ORDER_CHANGED;
  else if (!errors) succeeded();
  return errors;
}

// ------------------------------------------------------------ inventory
export function restock(sku: string, text: string): Errors | null {
  const n = countable(text, 1);
  if (n === null) return { pieces: NOT_WHOLE };
  update((shop) => move(shop, sku, "Restock", n, ""));
  succeeded();
  return null;
}
export function correct(sku: string, text: string, reason: string): Errors | null {
  const errors: Errors = {};
  const done = update((shop) => {
    const before = stockOf(shop).get(sku) ?? 0;
    const n = countable(text, 0);
    if (n === null) errors.counted = "Enter a whole number of at least 0.";
    else if (n === before) errors.counted = `The stock is ${before} already.`;
    if (!reason.trim()) errors.reason = "Enter a reason.";
    if (n === null || Object.keys(errors).length) return false;
    move(shop, sku, "Correction", n - before, reason.trim());
    return true;
  });
  if (!done) return errors;
  succeeded();
  return null;
}
export const stockTotal = computed(() => variants.reduce((sum, v) => sum + onHand(v.sku), 0));
export { products };

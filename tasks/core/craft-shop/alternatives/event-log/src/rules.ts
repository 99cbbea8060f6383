import { bySku, shop } from "./file.ts";
import type { Address, Bill, Happening, Order, World } from "./log.ts";

const wholeNumber = (text: string): number => (/^\d+$/.test(text.trim()) ? Number(text) : NaN);

export function shortage(world: World, sku: string, quantity: number): string {
  const left = world.stock[sku]!;
  if (quantity <= left) return "";
  return left > 0 ? `Only ${left} in stock.` : "Sold out.";
}

/** `onTop`: of what the cart has already. */
export function takeIntoCart(world: World, sku: string, typed: string, onTop: boolean): Happening | string {
  const variant = bySku[sku]!;
  const pieces = wholeNumber(typed);
  if (!(pieces >= 1)) return "Enter a whole number of at least 1.";
  const quantity = pieces + (onTop ? (world.cart.get(sku) ?? 0) : 0);
  if (quantity % variant.setOf > 0) return `Sold in sets of ${variant.setOf}.`;
  let together = quantity;
  for (const [other, count] of world.cart)
    if (other !== sku && bySku[other]!.productId === variant.productId) together += count;
  if (together > variant.perOrder) return `At most ${variant.perOrder} in one order.`;
  return shortage(world, sku, quantity) || { type: "cart", sku, quantity };
}

export function codeNote({ code, ...world }: World): string {
  const found = shop.discounts.find((each) => each.code === code);
  if (found === undefined) return "";
  const enough = billOf({ code, ...world }).subtotal >= found.minimum;
  return enough ? `${found.code} applied.` : `${found.code} needs a subtotal of €${found.minimum / 100}.00.`;
}

export function billOf({ cart, code, delivery }: World): Bill {
  let subtotal = 0;
  let grams = 0;
  for (const [sku, quantity] of cart) {
    subtotal += bySku[sku]!.price * quantity;
    grams += bySku[sku]!.weight * quantity;
  }
  const found = shop.discounts.find((each) => each.code === code && subtotal >= each.minimum);
  let discount = 0;
  if (found?.amount !== undefined) discount = Math.min(found.amount, subtotal);
  else if (found?.percent !== undefined) discount = Math.trunc((2 * subtotal * found.percent + 100) / 200);
  const { rates, beyond, express, freeFrom } = shop.shipping;
  let shipping = rates.find(({ upTo }) => upTo >= grams)?.price ?? 0;
  const last = rates[rates.length - 1]!;
  for (let limit = last.upTo; limit < grams; limit += beyond.each)
    shipping = (shipping || last.price) + beyond.price;
  if (subtotal - discount >= freeFrom) shipping = 0;
  if (delivery === "Express") shipping += express;
  return { subtotal, discount, shipping, total: subtotal - discount + shipping };
}

export function faultsOf(address: Address): Partial<Address> {
  const faults: Partial<Address> = {};
  if (!address.name.trim()) faults.name = "Enter your name.";
  const [before, after = "", more] = address.email.trim().split("@");
  const looksRight = before && /.\../.test(after) && more === undefined;
  if (!looksRight || /\s/.test(address.email.trim())) faults.email = "Enter an email address.";
  if (!address.street.trim()) faults.street = "Enter your street.";
  if (!/^\d{5}$/.test(address.postcode.trim())) faults.postcode = "Enter a postcode of five digits.";
  if (!address.town.trim()) faults.town = "Enter your town.";
  return faults;
}

export function placeOrder(world: World, address: Address): Happening | string {
  const lines = [...world.cart].map(([sku, quantity]) => {
    const { name, glaze, size, price } = bySku[sku]!;
    return { sku, name, glaze, size, price, quantity };
  });
  if (lines.length === 0 || lines.some(({ sku, quantity }) => shortage(world, sku, quantity)))
    return "Your cart has changed. Check it before you order.";
  return { type: "ordered", address, lines, bill: billOf(world) };
}

export const stepsOf = ({ status }: Order): ["packed" | "shipped" | "cancelled", string][] => [
  ...(status === "New" ? [["packed", "Pack"] as ["packed", string]] : []),
  ...(status === "Packed" ? [["shipped", "Ship"] as ["shipped", string]] : []),
  ...(status === "New" || status === "Packed"
    ? [["cancelled", "Cancel order"] as ["cancelled", string]]
    : []),
];

export function takeStep(
  world: World,
  number: number,
  step: "packed" | "shipped" | "cancelled",
): Happening | string {
  const order = world.orders.find((each) => each.number === number)!;
  return stepsOf(order).some(([each]) => each === step) ? { type: step, number } : "Done already.";
}

export function returnable({ status, back, lines }: Order, sku: string): number {
  if (status !== "Shipped") return 0;
  return lines.find((line) => line.sku === sku)!.quantity - (back[sku] ?? 0);
}

/** Cents refunded so far, by SKU. */
export function refundsOf({ lines, bill, back }: Order): Record<string, number> {
  const shares = lines.map(({ price, quantity }) =>
    Number((BigInt(bill.discount) * BigInt(price * quantity)) / BigInt(bill.subtotal)),
  );
  for (let rest = bill.discount - shares.reduce((a, b) => a + b, 0), at = 0; rest > 0; rest -= 1, at += 1)
    shares[at]! += 1;
  return Object.fromEntries(
    lines.map(({ sku, price, quantity }, at) => {
      const worth = price * quantity - shares[at]!;
      const done = worth * (back[sku] ?? 0);
      return [sku, (done - (done % quantity)) / quantity];
    }),
  );
}

export const refundedIn = (order: Order): number =>
  Object.values(refundsOf(order)).reduce((a, b) => a + b, 0);

export function bookReturn(
  world: World,
  number: number,
  sku: string,
  typed: string,
  fate: string,
): Happening | string {
  const most = returnable(
    world.orders.find((each) => each.number === number)!,
    sku,
  );
  const pieces = wholeNumber(typed);
  if (!(pieces >= 1 && pieces <= most)) return `Enter a whole number from 1 to ${most}.`;
  return { type: "returned", number, sku, pieces, kept: fate === "Restock" };
}

export function restock(sku: string, typed: string): Happening | string {
  const pieces = wholeNumber(typed);
  return pieces >= 1 ? { type: "restocked", sku, pieces } : "Enter a whole number of at least 1.";
}

export function countFault(world: World, sku: string, typed: string): string {
  const counted = wholeNumber(typed);
  if (Number.isNaN(counted)) return "Enter a whole number of at least 0.";
  return counted === world.stock[sku] ? `The stock is ${counted} already.` : "";
}

import { type Discount, findDiscount, itemOf, shipping } from "../catalogue.ts";
import type { Cart } from "./state.ts";

/** Amounts in cents. */
export interface Sums {
  readonly subtotal: number;
  readonly discount: number;
  readonly shipping: number;
  readonly total: number;
}

export function priceCart({ lines, code, delivery }: Cart): Sums {
  const sum = (of: "price" | "weight") =>
    lines.reduce((total, { sku, quantity }) => total + itemOf(sku)[of] * quantity, 0);
  const subtotal = sum("price");
  const discount = discountOn(subtotal, code === null ? null : findDiscount(code));
  const isFree = subtotal >= shipping.freeFrom;
  const standard = isFree ? 0 : shippingOf(sum("weight"));
  const cost = standard + (delivery === "Express" ? shipping.express : 0);
  return { subtotal, discount, shipping: cost, total: subtotal - discount + cost };
}

function discountOn(subtotal: number, discount: Discount | null): number {
  if (discount === null || subtotal < discount.minimum) return 0;
  const { percent = 0, amount = 0 } = discount;
  return Math.min(Math.floor((subtotal * percent + 50) / 100) + amount, subtotal);
}

/** Standard shipping by weight in grams. */
function shippingOf(weight: number): number {
  const { rates, beyond } = shipping;
  const rate = rates.find(({ upTo }) => weight <= upTo);
  if (rate !== undefined) return rate.price;
  const last = rates.at(-1)!;
  return last.price + Math.ceil((weight - last.upTo) / beyond.each) * beyond.price;
}

import { toLatinDigits } from "./urdu.js";

export const DELIVERY_CHARGE = 250;
export const FREE_DELIVERY_FROM = 5000;
const DISCOUNT_PERCENT = 10;
const DISCOUNT_CODE = "عید10";

/** Whether a typed code is the valid one, in Latin or Urdu digits, with or without spaces around it. */
export function isDiscountCode(text) {
  return toLatinDigits(text.trim()) === DISCOUNT_CODE;
}

/** All sums of a cart in whole rupees. The discount is rounded down; delivery depends on what is left to pay. */
export function computeTotals(lines, discounted) {
  const subtotal = lines.reduce((sum, { product, quantity }) => sum + product.price * quantity, 0);
  const discount = discounted ? Math.floor((subtotal * DISCOUNT_PERCENT) / 100) : 0;
  const payable = subtotal - discount;
  const delivery = subtotal >= FREE_DELIVERY_FROM ? 0 : DELIVERY_CHARGE;
  return { subtotal, discount, delivery, total: payable + delivery };
}

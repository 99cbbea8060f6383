import { bySku, discounts, shippingRules } from "./catalogue";
import type { Cart } from "./store";

const grouped = (n: number) => String(n).replace(/\B(?=(\d{3})+$)/g, ",");
export function money(cents: number) {
  const n = Math.abs(cents);
  return `${cents < 0 ? "-" : ""}€${grouped(Math.floor(n / 100))}.${String(n % 100).padStart(2, "0")}`;
}
const dayFormat = new Intl.DateTimeFormat("en-US", { year: "numeric", month: "long", day: "numeric" });
export const day = (iso: string) => dayFormat.format(new Date(iso));

function standardShipping(weight: number) {
  const { rates, beyond } = shippingRules;
  const rate = rates.find((r) => weight <= r.upTo);
  if (rate) return rate.price;
  const last = rates[rates.length - 1];
  return last.price + Math.ceil((weight - last.upTo) / beyond.each) * beyond.price;
}

export function sums(cart: Cart) {
  let subtotal = 0,
    weight = 0;
  for (const line of cart.lines) {
    const v = bySku.get(line.sku)!;
    subtotal += v.price * line.quantity;
    weight += v.weight * line.quantity;
  }
  const code = discounts.find((d) => d.code === cart.code) ?? null;
  let discount = 0;
  if (code && subtotal >= code.minimum) {
    discount =
      code.percent !== undefined
        ? Math.floor((subtotal * code.percent + 50) / 100)
        : Math.min(code.amount ?? 0, subtotal);
  }
  let shipping = 0;
  if (cart.lines.length) {
    if (subtotal - discount < shippingRules.freeFrom) shipping += standardShipping(weight);
    if (cart.delivery === "Express") shipping += shippingRules.express;
  }
  const codeMessage = !code
    ? ""
    : subtotal < code.minimum
      ? `${code.code} needs a subtotal of ${money(code.minimum)}.`
      : `${code.code} applied.`;
  return { subtotal, discount, shipping, total: subtotal - discount + shipping, codeMessage };
}

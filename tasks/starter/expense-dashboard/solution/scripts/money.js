const dollars = new Intl.NumberFormat("en-US", { style: "currency", currency: "USD" });

export const toCents = (amount) => Math.round(amount * 100);

/** 123450 to `$1,234.50`. */
export const formatMoney = (cents) => dollars.format(cents / 100);

/** What somebody typed, in cents; null unless it is an amount above zero with at most two decimals. */
export function parseAmount(text) {
  const typed = text.trim();
  if (!/^\d+(\.\d{1,2})?$/.test(typed)) return null;
  const cents = toCents(Number(typed));
  return cents > 0 && Number.isSafeInteger(cents) ? cents : null;
}

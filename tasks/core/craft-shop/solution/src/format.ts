const amount = new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const day = new Intl.DateTimeFormat("en-US", { dateStyle: "long" });

/** Cents as `€1,234.50`. */
export function formatMoney(cents: number): string {
  return `€${amount.format(cents / 100)}`;
}

/** An ISO instant as `January 1, 2026`, in local time. */
export function formatDay(instant: string): string {
  return day.format(new Date(instant));
}

export function formatChange(change: number): string {
  return change < 0 ? String(change) : `+${change}`;
}

export function formatStock(pieces: number, lowStock: number): string {
  if (pieces === 0) return "Sold out";
  return pieces <= lowStock ? `Only ${pieces} left` : `${pieces} in stock`;
}

/** The whole number that was typed, or null. */
export function parseWhole(text: string): number | null {
  const typed = text.trim();
  return /^\d{1,6}$/.test(typed) ? Number(typed) : null;
}

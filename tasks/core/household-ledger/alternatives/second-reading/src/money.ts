/** An amount in cents as people read it: `$1,234.50`, `-$42.50`. */
export function formatMoney(cents: number): string {
  const [whole, fraction] = (Math.abs(cents) / 100).toFixed(2).split(".");
  return `${cents < 0 ? "-" : ""}$${whole!.replaceAll(/\B(?=(\d{3})+$)/g, ",")}.${fraction}`;
}

/** An amount in cents as it is typed: `1234.50`. */
export function toAmountText(cents: number): string {
  return (cents / 100).toFixed(2);
}

/** The cents of what was typed, or null where that is no amount with at most two decimals. */
export function parseAmount(text: string): number | null {
  const match = /^(-?)(\d{1,9})(?:\.(\d{1,2}))?$/.exec(text.trim());
  if (match === null) return null;
  const cents = Number(match[2]) * 100 + Number((match[3] ?? "").padEnd(2, "0"));
  return match[1] === "-" && cents > 0 ? -cents : cents;
}

/** An amount in as many parts as wanted, which differ by one cent at most; the larger ones come first. */
export function divide(cents: number, count: number): number[] {
  const least = Math.floor(cents / count);
  const larger = cents - least * count;
  return Array.from({ length: count }, (_, index) => (index < larger ? least + 1 : least));
}

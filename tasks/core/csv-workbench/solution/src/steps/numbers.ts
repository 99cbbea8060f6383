/** Whole digits, in groups of three or not, and decimals. */
const PATTERNS = {
  "1,234.56": /^(-?(?:\d+|\d{1,3}(?:,\d{3})+))(?:\.(\d+))?$/,
  "1.234,56": /^(-?(?:\d+|\d{1,3}(?:\.\d{3})+))(?:,(\d+))?$/,
};

export type NumberFormat = keyof typeof PATTERNS;
export const NUMBER_FORMATS = Object.keys(PATTERNS) as NumberFormat[];

/** Rewrites `€ 1.234,50` to `1234.50`; null where it is no number of that format. */
export function parseNumber(value: string, format: NumberFormat): string | null {
  const match = PATTERNS[format].exec(value.replaceAll(/[\s$€£]/g, ""));
  if (match === null) return null;
  const [, whole = "", decimals] = match;
  const digits = whole.replaceAll(/[.,]/g, "");
  return decimals === undefined ? digits : `${digits}.${decimals}`;
}

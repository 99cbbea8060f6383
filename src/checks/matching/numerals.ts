import { dropDirectionMarks } from "./direction-marks.ts";

const MINUS = "\\-\\u2212\\u2010-\\u2013\\uFE63\\uFF0D";
const SPACES = "\\u00A0\\u2009\\u202F";
const SEPARATORS = `.,\\u066B\\u066C\\u060C'\\u2019${SPACES}`;
const CURRENCY = "(?:\\p{Sc}|[A-Z]{3}|Rs\\.?|kr\\.?)";

const NUMBER = new RegExp(
  `(?<lead>(?:^|(?<=[\\s(:]|\\p{Sc}))[${MINUS}]\\s*(?:${CURRENCY}\\s*)?)?(?<digits>\\d+(?:[${SEPARATORS}]\\d+)*|[.\\u066B]\\d+)`,
  "gu",
);

/**
 * Every number in a text. Understands decimal digits of any script, grouping and decimal signs (where one sign could be either, the
 * locale decides: `1.234` is 1234 in `de`), currency before or after, minus signs, and marks of direction.
 */
export function parseNumbers(text: string, locale: string): number[] {
  const plain = toLatinDigits(dropDirectionMarks(text));
  const decimal = decimalSign(locale);
  return [...plain.matchAll(NUMBER)].map(({ groups, index, 0: whole }) => {
    const value = Number(toDecimal(groups!["digits"]!, decimal));
    const after = plain.slice(index + whole.length);
    const isNegative = groups!["lead"] !== undefined || hasTrailingMinus(after);
    return isNegative && value !== 0 ? -value : value;
  });
}

/** Arabic and Persian text may put the sign behind the number: `۵-`. A hyphen that goes on to a word or number is none. */
function hasTrailingMinus(after: string): boolean {
  return new RegExp(`^[${MINUS}](?:\\s*$)`, "u").test(after);
}

/** Replaces each decimal digit of Unicode by its Latin one. Runs of such digits start at a zero and hold ten, or a multiple. */
export function toLatinDigits(text: string): string {
  return text.replaceAll(/\p{Nd}/gu, (digit) => {
    const point = digit.codePointAt(0)!;
    if (point < 0x80) return digit;
    let zero = point;
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
    return String((point - zero) % 10);
  });
}

/** What Intl writes between units and fractions in a locale; `.` where it does not know the locale. */
function decimalSign(locale: string): string {
  try {
    const parts = new Intl.NumberFormat(locale).formatToParts(1.5);
    return parts.find(({ type }) => type === "decimal")?.value ?? ".";
  } catch {
    return ".";
  }
}

/** Digits with separators to what `Number` reads. */
function toDecimal(digits: string, decimalOfLocale: string): string {
  const signs = [...new Set(digits.replaceAll(/\d/g, ""))];
  const decimal = findDecimal(digits, signs, decimalOfLocale);
  if (decimal === null) return digits.replaceAll(/\D/g, "");
  const at = digits.lastIndexOf(decimal);
  return `${digits.slice(0, at).replaceAll(/\D/g, "") || "0"}.${digits.slice(at + 1).replaceAll(/\D/g, "")}`;
}

function findDecimal(digits: string, signs: readonly string[], decimalOfLocale: string): string | null {
  if (signs.includes("٫")) return "٫";
  const candidates = signs.filter((sign) => ".,،".includes(sign));
  if (candidates.length === 0) return null;
  const last = candidates.toSorted((a, b) => digits.lastIndexOf(b) - digits.lastIndexOf(a))[0]!;
  const count = digits.split(last).length - 1;
  if (signs.length > 1) return count === 1 && isLastSeparator(digits, last) ? last : null;
  if (count > 1) return null;
  const couldGroup = /^[1-9]\d{0,2}\D\d{3}$/u.test(digits);
  if (!couldGroup) return last;
  // One sign before exactly three digits: thousands, unless the locale writes its fractions so.
  return (decimalOfLocale === "," ? "," : ".") === last ? last : null;
}

function isLastSeparator(digits: string, sign: string): boolean {
  return !/\D/u.test(digits.slice(digits.lastIndexOf(sign) + 1));
}

const URDU_ZERO = 0x06f0;
const GROUP_SIGN = "\u066c";

/** Latin digits of a text as Urdu ones (U+06F0 to U+06F9). */
export function toUrduDigits(value) {
  return String(value).replace(/[0-9]/g, (digit) => String.fromCharCode(URDU_ZERO + Number(digit)));
}

/** Urdu and Arabic digits of a text as Latin ones, so that Number() understands them. */
export function toLatinDigits(text) {
  return text
    .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - URDU_ZERO))
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x0660));
}

/** The whole number that a person typed, or null. */
export function parseCount(text) {
  const latin = toLatinDigits(text.trim());
  return /^\d{1,6}$/.test(latin) ? Number(latin) : null;
}

/** `۱٬۲۵۰ روپے` */
export function formatPrice(rupees) {
  const grouped = String(rupees).replace(/\B(?=(\d{3})+$)/g, GROUP_SIGN);
  return `${grouped} روپے`;
}

/** Urdu has two plural forms, and shops say zero in its own words. `{n}` stands for the number. */
function pluralize(count, { zero, one, many }) {
  if (count === 0) return zero;
  if (count === 1) return one;
  return many.replace("{n}", toUrduDigits(count));
}

export const formatBadge = (count) => pluralize(count, { zero: "خالی", one: "ایک چیز", many: "{n} چیزیں" });

export const formatFound = (count) =>
  pluralize(count, { zero: "کوئی چیز نہیں ملی", one: "ایک چیز ملی", many: "{n} چیزیں ملیں" });

export const formatStock = (count) =>
  pluralize(count, { zero: "دستیاب نہیں", one: "ایک باقی ہے", many: "{n} باقی ہیں" });

export const formatStockLimit = (count) =>
  pluralize(count, { zero: "دستیاب نہیں", one: "صرف ایک دستیاب ہے", many: "صرف {n} دستیاب ہیں" });

/** A text as search compares it: Arabic yeh and kaf count as Urdu ones, vowel marks and joiners not at all. */
export function foldForSearch(text) {
  return text
    .normalize("NFC")
    .replace(/[\u064a\u0649]/g, "\u06cc")
    .replace(/\u0643/g, "\u06a9")
    .replace(/[\u064b-\u0652\u0670\u0640\u200c\u200d]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

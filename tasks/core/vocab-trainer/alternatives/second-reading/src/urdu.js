// How numbers, days and counts are written.
const MONTHS = [
  "جنوری",
  "فروری",
  "مارچ",
  "اپریل",
  "مئی",
  "جون",
  "جولائی",
  "اگست",
  "ستمبر",
  "اکتوبر",
  "نومبر",
  "دسمبر",
];

export const num = (n) => String(n).replace(/\d/g, (d) => String.fromCharCode(0x06f0 + Number(d)));

export function dateText(day) {
  const [y, m, d] = day.split("-").map(Number);
  return `${d === 1 ? "یکم" : num(d)} ${MONTHS[m - 1]} ${num(y)}`;
}

/** none, one and many have words of their own; # stands for the number */
export const count = (n, none, one, many) => (n === 0 ? none : n === 1 ? one : many.replace("#", num(n)));

const two = (n) => String(n).padStart(2, "0");

/** The day that the device's calendar shows, as 2026-01-08 */
export function today() {
  const now = new Date();
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
export function addDays(day, n) {
  const [y, m, d] = day.split("-").map(Number);
  return new Date(Date.UTC(y, m - 1, d + n)).toISOString().slice(0, 10);
}

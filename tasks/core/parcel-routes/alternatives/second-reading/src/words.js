/* How numbers, times and days read. */

const WEEKDAYS = ["الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"];
const MONTHS = [
  "يناير",
  "فبراير",
  "مارس",
  "أبريل",
  "مايو",
  "يونيو",
  "يوليو",
  "أغسطس",
  "سبتمبر",
  "أكتوبر",
  "نوفمبر",
  "ديسمبر",
];

// None, one, two, then for numbers that end in 03 to 10, in 11 to 99, and for all others.
const PARCELS = ["لا طرود", "طرد واحد", "طردان", "طرود", "طردًا", "طرد"];
const MINUTES = ["لا دقائق", "دقيقة واحدة", "دقيقتان", "دقائق", "دقيقة", "دقيقة"];
const KILOGRAMS = ["لا كيلوغرامات", "كيلوغرام واحد", "كيلوغرامان", "كيلوغرامات", "كيلوغرامًا", "كيلوغرام"];

/** A text or number with Arabic-Indic digits. */
export const withArabicDigits = (value) =>
  String(value).replace(/[0-9]/g, (digit) => String.fromCharCode(0x660 + Number(digit)));

function count(forms, n) {
  if (n <= 2) return forms[n];
  const end = n % 100;
  const form = end >= 11 ? forms[4] : end >= 3 ? forms[3] : forms[5];
  return `${withArabicDigits(n)} ${form}`;
}

export const countParcels = (n) => count(PARCELS, n);
export const countMinutes = (n) => count(MINUTES, n);
export const countKilograms = (n) => count(KILOGRAMS, n);

const pad = (n) => String(n).padStart(2, "0");

/** Minutes since midnight as a time. */
export const formatTime = (minutes) =>
  withArabicDigits(`${pad(Math.floor(minutes / 60) % 24)}:${pad(minutes % 60)}`);

export function formatDay(day) {
  const [year, month, date] = day.split("-").map(Number);
  const weekday = WEEKDAYS[new Date(Date.UTC(year, month - 1, date)).getUTCDay()];
  return withArabicDigits(`${weekday} ${date} ${MONTHS[month - 1]} ${year}`);
}

/** An instant such as 2026-02-13T17:40. */
export function formatInstant(instant) {
  const [day, time] = instant.split("T");
  const [, month, date] = day.split("-").map(Number);
  return withArabicDigits(`${date} ${MONTHS[month - 1]}، ${time.slice(0, 5)}`);
}

export const formatWindow = ({ from, to }) => withArabicDigits(`من ${from} إلى ${to}`);

export const UNASSIGNED = "غير مُسند";

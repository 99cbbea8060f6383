const ARABIC_ZERO = 0x0660;
const days = new Intl.DateTimeFormat("ar", { weekday: "long", timeZone: "UTC" });
const months = new Intl.DateTimeFormat("ar-EG", { month: "long", timeZone: "UTC" });

/** Counted things by the six forms of Arabic; `#` stands for the number. */
const NOUNS = {
  parcels: {
    zero: "لا طرود",
    one: "طرد واحد",
    two: "طردان",
    few: "# طرود",
    many: "# طردًا",
    other: "# طرد",
  },
  minutes: {
    zero: "لا دقائق",
    one: "دقيقة واحدة",
    two: "دقيقتان",
    few: "# دقائق",
    many: "# دقيقة",
    other: "# دقيقة",
  },
  kilograms: {
    zero: "لا كيلوغرامات",
    one: "كيلوغرام واحد",
    two: "كيلوغرامان",
    few: "# كيلوغرامات",
    many: "# كيلوغرامًا",
    other: "# كيلوغرام",
  },
};

/** Latin digits of a text as Arabic-Indic ones (U+0660 to U+0669). */
export function toArabicDigits(value) {
  return String(value).replace(/[0-9]/g, (digit) => String.fromCharCode(ARABIC_ZERO + Number(digit)));
}

/** Arabic-Indic digits of a text as Latin ones. */
export function toLatinDigits(text) {
  return text.replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - ARABIC_ZERO));
}

function formOf(count) {
  if (count <= 2) return ["zero", "one", "two"][count];
  return count <= 10 ? "few" : "many";
}

const formatCount = (noun) => (count) => NOUNS[noun][formOf(count)].replace("#", toArabicDigits(count));

export const formatParcels = formatCount("parcels");
export const formatMinutes = formatCount("minutes");
export const formatKilograms = formatCount("kilograms");

/** Minutes after midnight to `٠٩:٠٥`. */
export function formatTime(minutes) {
  const parts = [Math.floor(minutes / 60), minutes % 60];
  return toArabicDigits(parts.map((part) => String(part).padStart(2, "0")).join(":"));
}

// Days have no time zone in the data: they are read as UTC only to be written out.
const readDay = (day) => new Date(`${day}T00:00:00Z`);

/** `2026-02-13T17:40` to `١٣ فبراير، ١٧:٤٠`. */
export function formatMoment(moment) {
  const [day, time] = moment.split("T");
  const date = readDay(day);
  return `${toArabicDigits(date.getUTCDate())} ${months.format(date)}، ${toArabicDigits(time)}`;
}

/** `2026-02-15` to `الأحد ١٥ فبراير ٢٠٢٦`. */
export function formatDay(day) {
  const date = readDay(day);
  const words = [days.format(date), date.getUTCDate(), months.format(date), date.getUTCFullYear()];
  return toArabicDigits(words.join(" "));
}

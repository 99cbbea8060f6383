const FORMS = {
  parcel: ["لا طرود", "طرد واحد", "طردان", "طرود", "طردًا", "طرد"],
  minute: ["لا دقائق", "دقيقة واحدة", "دقيقتان", "دقائق", "دقيقة", "دقيقة"],
  kilogram: ["لا كيلوغرامات", "كيلوغرام واحد", "كيلوغرامان", "كيلوغرامات", "كيلوغرامًا", "كيلوغرام"],
};
const MONTHS = "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split(" ");
const DAYS = "الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت".split(" ");

export const digits = (value) => String(value).replace(/\d/g, (digit) => "٠١٢٣٤٥٦٧٨٩"[digit]);

export function counted(number, noun) {
  const forms = FORMS[noun];
  if (number < 3) return forms[number];
  const rest = number % 100;
  const form = rest >= 11 ? forms[4] : rest >= 3 ? forms[3] : forms[5];
  return `${digits(number)} ${form}`;
}

/** A time keeps its order between two marks, LRI and PDI. */
export const time = (text) => `\u2066${digits(text)}\u2069`;

export const clock = (minutes) => {
  const pad = (number) => String(number).padStart(2, "0");
  return time(`${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`);
};

export const dayAndMonth = (day) => digits(`${Number(day.slice(8))} ${MONTHS[Number(day.slice(5, 7)) - 1]}`);

export const wholeDay = (day) =>
  `${DAYS[new Date(`${day}T12:00:00Z`).getUTCDay()]} ${dayAndMonth(day)} ${digits(day.slice(0, 4))}`;

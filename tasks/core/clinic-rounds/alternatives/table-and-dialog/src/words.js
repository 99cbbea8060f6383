const ONES = [..."零一二三四五六七八九"];
const WORDS = Array.from({ length: 100 }, (_, n) => {
  if (n < 10) return n === 2 ? "两" : ONES[n];
  const tens = Math.floor(n / 10);
  return (tens > 1 ? ONES[tens] : "") + "十" + (n % 10 > 0 ? ONES[n % 10] : "");
});

export function measured(n, unit) {
  if (n === 0.5) return `半${unit}`;
  return Number.isInteger(n) ? WORDS[n] + unit : `${WORDS[Math.trunc(n)]}${unit}半`;
}

const DAY = new Intl.DateTimeFormat("zh-CN", { year: "numeric", month: "long", day: "numeric" });
const WEEKDAY = new Intl.DateTimeFormat("zh-CN", { weekday: "long" });
const two = (n) => String(n).padStart(2, "0");

export const dateText = (date) =>
  `${DAY.format(date)} ${WEEKDAY.format(date)} ${two(date.getHours())}:${two(date.getMinutes())}`;

/** Minutes of the day as 08:05. */
export const clockText = (minutes) => {
  const inDay = ((minutes % 1440) + 1440) % 1440;
  return `${two(Math.floor(inDay / 60))}:${two(inDay % 60)}`;
};

export const byPinyin = (a, b) => a.localeCompare(b, "zh-CN");

export const plain = (typed) =>
  typed.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0)).trim();

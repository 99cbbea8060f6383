import type { Day } from "../calendar.ts";
import { toUrduDigits } from "./numerals.ts";

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

/** The first of a month has a word of its own: «یکم جنوری ۲۰۲۶», «۲ جنوری ۲۰۲۶». */
export function writeDay(day: Day): string {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  return `${date === 1 ? "یکم" : toUrduDigits(date)} ${MONTHS[month - 1]} ${toUrduDigits(year)}`;
}

import { toUrduDigits } from "./numerals.ts";

/** Urdu says nothing, one and many in words of their own; `n` in the last of them stands for the number. */
const counting = (none: string, one: string, many: string) => (count: number) => {
  if (count === 0) return none;
  return count === 1 ? one : many.replace("n", toUrduDigits(count));
};

export const writeWordCount = counting("کوئی لفظ نہیں", "ایک لفظ", "n الفاظ");
export const writeDueCount = counting("آج کوئی لفظ باقی نہیں", "آج ایک لفظ باقی ہے", "آج n الفاظ باقی ہیں");
export const writeStreak = counting("ابھی کوئی سلسلہ نہیں", "لگاتار ایک دن", "لگاتار n دن");
export const writeRightCount = counting("کوئی جواب درست نہیں", "ایک جواب درست", "n جوابات درست");
export const writeWrongCount = counting("کوئی غلطی نہیں", "ایک غلطی", "n غلطیاں");
export const writeAddedCount = counting("کوئی لفظ شامل نہیں ہوا", "ایک لفظ شامل ہوا", "n الفاظ شامل ہوئے");
export const writeKnownCount = counting("", "ایک لفظ پہلے سے موجود تھا", "n الفاظ پہلے سے موجود تھے");
export const writeFaultyCount = counting("", "ایک سطر سمجھ میں نہیں آئی", "n سطریں سمجھ میں نہیں آئیں");

/** The share of right answers in whole per cent, rounded down. */
export function writeAccuracy(right: number, answers: number): string {
  if (answers === 0) return "ابھی کوئی جواب نہیں";
  return `${toUrduDigits(Math.floor((right * 100) / answers))} فیصد درست`;
}

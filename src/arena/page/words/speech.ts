import { type Language, LANGUAGES } from "./languages.ts";
import type { Words } from "./words.ts";

const MINUTE_S = 60;
const HOUR_S = 3_600;

/** One language: its words, and how it writes numbers. */
export interface Speech {
  readonly language: Language;
  readonly words: Words;
  readonly number: (value: number) => string;
  /** @param share 0..1 */
  readonly percent: (share: number) => string;
  /** In whole seconds, never less than none; of long times, the two largest units. */
  readonly time: (ms: number) => string;
}

export function createSpeech(language: Language): Speech {
  const { words, locale } = LANGUAGES[language];
  const plain = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const toUnit = (unit: string) => {
    const format = new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "short" });
    return (value: number): string => format.format(value);
  };
  const [hours, minutes, seconds] = [toUnit("hour"), toUnit("minute"), toUnit("second")];
  return {
    language,
    words,
    number: (value) => plain.format(value),
    percent: (share) => percent.format(share),
    time: (ms) => {
      const whole = Math.max(0, Math.ceil(ms / 1_000));
      const [h, m, s] = [
        Math.floor(whole / HOUR_S),
        Math.floor((whole % HOUR_S) / MINUTE_S),
        whole % MINUTE_S,
      ];
      if (h > 0) return m > 0 ? `${hours(h)} ${minutes(m)}` : hours(h);
      if (m > 0) return s > 0 ? `${minutes(m)} ${seconds(s)}` : minutes(m);
      return seconds(s);
    },
  };
}

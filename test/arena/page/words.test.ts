import { describe, expect, it } from "vitest";
import { chooseLanguage, LANGUAGE_CODES, LANGUAGES } from "../../../src/arena/page/words/languages.ts";
import { createSpeech } from "../../../src/arena/page/words/speech.ts";

/** All texts, by their paths; those with gaps are filled. */
const listTexts = (words: object, path = ""): Map<string, string> =>
  new Map(
    Object.entries(words).flatMap(([key, value]: [string, unknown]) => {
      const name = `${path}${key}`;
      if (typeof value === "string") return [[name, value] as const];
      if (typeof value === "function") {
        const gaps = Array.from({ length: value.length }, (_, place) => `‹${place}›`);
        return [[name, String(Reflect.apply(value, null, gaps))] as const];
      }
      return [...listTexts(value as object, `${name}.`)];
    }),
  );

const english = listTexts(LANGUAGES.en.words);
const listGaps = (text: string): string[] => (text.match(/‹\d›/g) ?? []).toSorted();

describe.each(LANGUAGE_CODES.filter((code) => code !== "en"))("the page in %s", (code) => {
  const texts = listTexts(LANGUAGES[code].words);

  it("says everything, and leaves no gap out", () => {
    const gapsOf = (all: ReadonlyMap<string, string>) =>
      [...all].map(([name, text]) => `${name} ${listGaps(text).join(" ")}`).toSorted();
    expect(gapsOf(texts)).toEqual(gapsOf(english));
    expect([...texts].filter(([, text]) => text.trim() === "")).toEqual([]);
  });

  it("is not English", () => {
    expect([...texts].filter(([name, text]) => text === english.get(name))).toEqual([]);
  });
});

describe("the language", () => {
  it.each([
    ["ur", ["en"], "ur"],
    ["zh-Hant-TW", [], "zh"],
    [null, ["fr-FR", "ur-PK", "en"], "ur"],
    [null, ["ZH"], "zh"],
    ["xx", ["fr"], "en"],
    ["", [], "en"],
    ["toString", ["__proto__"], "en"],
  ])("of an address with %j, where %j are preferred, is %s", (asked, preferred, language) => {
    expect(chooseLanguage(asked, preferred)).toBe(language);
  });

  it("writes numbers in its own way", () => {
    expect(createSpeech("en").number(1_000)).toBe("1,000");
    expect(createSpeech("ur").number(42)).toBe("۴۲");
    expect(createSpeech("en").percent(0.8734)).toBe("87.3%");
    expect(createSpeech("zh").percent(1)).toBe("100%");
  });

  it.each([
    [-5, "0 sec"],
    [1, "1 sec"],
    [59_001, "1 min"],
    [61_000, "1 min 1 sec"],
    [3_600_000, "1 hr"],
    [3_725_000, "1 hr 2 min"],
  ])("tells %d ms as %s", (ms, text) => {
    expect(createSpeech("en").time(ms)).toBe(text);
  });

  it("tells times in its own words", () => {
    expect(createSpeech("zh").time(12_000)).toBe("12秒");
    expect(createSpeech("ur").time(12_000)).toBe("۱۲ سیکنڈ");
  });
});

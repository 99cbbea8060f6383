import { assert, constantFrom, integer, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { describeNumber, matchesNumber } from "../../src/checks/matching/number.ts";
import { parseNumbers, toLatinDigits } from "../../src/checks/matching/numerals.ts";
import { describeText, matchesText } from "../../src/checks/matching/text.ts";
import { shorten, show } from "../../src/checks/matching/words.ts";

describe("numbers in text", () => {
  it.each([
    ["12.50", "en", [12.5]],
    ["$1,234.50", "en", [1234.5]],
    ["-$5", "en", [-5]],
    ["$-5.25", "en", [-5.25]],
    ["−12 °C", "en", [-12]],
    ["1,234", "en", [1234]],
    ["1.234", "en", [1.234]],
    ["1.234", "de", [1234]],
    ["1,234", "de", [1.234]],
    ["1.234,50 €", "de", [1234.5]],
    ["12,50 €", "en", [12.5]],
    ["1\u202F234,5", "fr", [1234.5]],
    ["12,34,567.80", "en-IN", [1234567.8]],
    ["1'234.50", "de-CH", [1234.5]],
    ["0,123", "en", [0.123]],
    [".5 kg", "en", [0.5]],
    ["۱٬۲۳۴٫۵۰", "ur", [1234.5]],
    ["Rs ۲٬۵۰۰", "ur", [2500]],
    ["١٢٫٥", "ar", [12.5]],
    ["\u200F-۵\u200E", "fa", [-5]],
    ["۵-", "fa", [-5]],
    ["१२,३४५", "hi", [12345]],
    ["𝟙𝟚", "en", [12]],
    ["12 of 30", "en", [12, 30]],
    ["10:45", "en", [10, 45]],
    ["B-5", "en", [5]],
    ["-0", "en", [0]],
    ["none", "en", []],
    ["1,234,567", "de", [1234567]],
    ["5.", "en", [5]],
    ["total: -3", "en", [-3]],
  ] as const)("reads %s in %s as %j", (text, locale, numbers) => {
    expect(parseNumbers(text, locale)).toEqual(numbers);
  });

  it("reads back whatever Intl writes, in any of its numbering systems", () => {
    const locales = [
      "en",
      "de",
      "fr",
      "de-CH",
      "en-IN",
      "ur",
      "ur-u-nu-arabext",
      "fa",
      "ar-EG",
      "hi-u-nu-deva",
      "sv",
      "zh-u-nu-fullwide",
    ];
    assert(
      property(
        integer({ min: -1e9, max: 1e9 }),
        constantFrom(0, 2),
        constantFrom(...locales),
        (amount, digits, locale) => {
          const value = amount / 10 ** digits;
          const text = new Intl.NumberFormat(locale, { minimumFractionDigits: digits }).format(value);
          expect(parseNumbers(text, locale)).toEqual([value === 0 ? 0 : value]);
        },
      ),
    );
  });

  it("turns the digits of every script into Latin ones", () => {
    expect(toLatinDigits("٠١٢٣٤٥٦٧٨٩ ۰۹ ०९ ０９ 𝟘𝟡")).toBe("0123456789 09 09 09 09");
  });

  it("compares with a tolerance, and forgives what binary does to cents", () => {
    const memory = new Map<string, number>([["before", 10]]);
    expect(matchesNumber(0.3, 0.1 + 0.2, memory)).toBe(true);
    expect(matchesNumber({ equals: 10, tolerance: 0.5 }, 10.5, memory)).toBe(true);
    expect(matchesNumber({ moreThan: "before" }, 10, memory)).toBe(false);
    expect(matchesNumber({ atLeast: "before", lessThan: 11 }, 10, memory)).toBe(true);
    expect(describeNumber({ moreThan: "before", atMost: 12 }, memory)).toBe(
      "at most 12 and more than 10 (remembered as before)",
    );
    expect(() => matchesNumber({ equals: "nobody" }, 1, memory)).toThrow(
      "nothing was remembered under the name nobody",
    );
  });
});

describe("texts", () => {
  it.each([
    ["a  b", " a\u00A0b\n", true],
    [{ contains: "b" }, "abc", true],
    [{ notContains: "b" }, "abc", false],
    [{ regex: "^\\p{L}+$" }, "سلام", true],
    [{ oneOf: ["a", "b"] }, "b", true],
    [{ not: "a" }, "a", false],
    [{ same: "kept" }, "42", true],
    [{ differs: "kept" }, "42", false],
    ["علی کو حذف کریں", "\u2068علی\u2069 کو حذف کریں", true],
    [{ contains: "12:30 – 14:00" }, "\u200E12:30\u200E – 14:00", true],
    [{ regex: "^کل ۱۲$" }, "کل \u2067۱۲\u2069", true],
    ["علی", "\u2068ولی\u2069", false],
  ] as const)("%j on %j is %s", (matcher, text, holds) => {
    const own = typeof matcher === "string" ? matcher : structuredClone(matcher);
    expect(matchesText(own as never, text, new Map([["kept", 42]]))).toBe(holds);
  });

  it("says a matcher in words", () => {
    expect(describeText({ contains: "a b" })).toBe("to contain a b");
    expect(describeText({ oneOf: ["a", ""] })).toBe('to be one of a, ""');
    expect(describeText({ regex: "^a" })).toBe("to match /^a/");
  });

  it("shows plain values plainly, others in quotes, none without end, none with a broken character", () => {
    expect([show("12.50"), show("کل رقم ۱۲٫۵۰"), show(""), show("a, b"), show(" a")]).toEqual([
      "12.50",
      "کل رقم ۱۲٫۵۰",
      '""',
      '"a, b"',
      '" a"',
    ]);
    expect(shorten("😀".repeat(300), 10)).toBe(`${"😀".repeat(10)}…`);
  });
});

import { describeNumber, matchesNumber } from "../matching/number.ts";
import { parseNumbers } from "../matching/numerals.ts";
import { describeText, matchesText } from "../matching/text.ts";
import { plural, show } from "../matching/words.ts";
import type { ExpectationKey } from "./expectation.ts";
import { describeCount, resolve, toVisible } from "./locate.ts";
import { PAGE_JUDGES } from "./page-judges.ts";
import {
  READ_TIMEOUT,
  readChecked,
  readContent,
  readStyle,
  readText,
  readTextNow,
  readValues,
} from "./read.ts";
import { type Judge, ofElement, toShortfall } from "./subject.ts";

/** Looks once whether an expectation holds; null where it does. */
export const JUDGES: { readonly [Key in ExpectationKey]: Judge<Key> } = {
  ...PAGE_JUDGES,
  text: async (matcher, subject) => {
    const { stage, locator } = subject;
    const wanted = describeText(matcher, stage.memory);
    const judge = (text: string) => (matchesText(matcher, text, stage.memory) ? null : show(text));
    // Nine of ten times one element is there: its text is the answer to both questions. Where it is not, both are asked.
    const text = locator === null ? null : await readTextNow(toVisible(stage, locator)).catch(() => null);
    if (text === null) return ofElement(subject, wanted, async (element) => judge(await readText(element)));
    return toShortfall(subject, wanted, judge(text));
  },
  value: (matcher, subject) =>
    ofElement(subject, withValue(describeText(matcher, subject.stage.memory)), async (found) => {
      const values = await readValues(found);
      if (values === null) return "an element that holds no value";
      const fits = values.some((value) => matchesText(matcher, value, subject.stage.memory));
      return fits ? null : show(values[0]!);
    }),
  number: (matcher, subject) =>
    ofElement(subject, describeNumber(matcher, subject.stage.memory), async (found) => {
      const text = await readContent(found);
      const numbers = parseNumbers(text, subject.stage.context.locale);
      if (numbers.length !== 1) return `${plural(numbers.length, "number")} in ${show(text)}`;
      return matchesNumber(matcher, numbers[0]!, subject.stage.memory) ? null : show(text);
    }),
  texts: async (matchers, { stage, locator, what }) => {
    const { found, count } = await resolve(stage, locator!);
    const texts = await Promise.all(
      Array.from({ length: Math.min(count, 500) }, (_, n) => readText(found.nth(n))),
    );
    const fits =
      texts.length === matchers.length &&
      matchers.every((matcher, n) => matchesText(matcher, texts[n]!, stage.memory));
    if (fits) return null;
    const wanted = matchers.map((matcher) => describeText(matcher, stage.memory)).join(" | ");
    const shown = texts.length === 0 ? "no such element" : texts.slice(0, 20).map(show).join(" | ");
    return { what: `the texts of ${what}`, wanted: wanted === "" ? "to be none" : wanted, found: shown };
  },
  count: async (wanted, { stage, locator, what }) => {
    const { visibleCount } = await resolve(stage, locator!);
    const { min, max } = typeof wanted === "number" ? { min: wanted, max: wanted } : wanted;
    if (visibleCount >= (min ?? 0) && visibleCount <= (max ?? Infinity)) return null;
    return {
      what: describeRange(min, max),
      wanted: `visible of ${what}`,
      found: String(visibleCount),
    };
  },
  visible: async (wanted, { stage, locator, what }) => {
    const { count, visibleCount } = await resolve(stage, locator!);
    if (!wanted)
      return visibleCount === 0 ? null : { what, wanted: "not to be visible", found: "it visible" };
    if (visibleCount === 1) return null;
    const found = visibleCount === 0 && count > 0 ? "it hidden" : describeCount(locator!, visibleCount)!;
    return { what, wanted: "to be visible", found };
  },
  enabled: (wanted, subject) =>
    ofElement(subject, wanted ? "to be enabled" : "to be disabled", async (found) => {
      const isEnabled = await found.isEnabled(READ_TIMEOUT);
      return isEnabled === wanted ? null : `it ${isEnabled ? "enabled" : "disabled"}`;
    }),
  checked: (wanted, subject) =>
    ofElement(subject, wanted ? "to be checked" : "not to be checked", async (found) => {
      const isChecked = await readChecked(found);
      if (isChecked === null) return "an element that cannot be checked, pressed or selected";
      return isChecked === wanted ? null : `it ${isChecked ? "checked" : "unchecked"}`;
    }),
  focused: (wanted, subject) =>
    ofElement(subject, wanted ? "to have the focus" : "not to have the focus", async (found) => {
      const isFocused = (await found.and(subject.stage.session.page.locator(":focus")).count()) === 1;
      if (isFocused === wanted) return null;
      return wanted ? "it without the focus" : "it with the focus";
    }),
  attribute: ({ name, value }, subject) => {
    const wish = value === null ? "to be absent" : describeText(value, subject.stage.memory);
    const of = { ...subject, what: `the attribute ${name} of ${subject.what}` };
    return ofElement(of, wish, async (found) => {
      const actual = await found.getAttribute(name, READ_TIMEOUT);
      if (actual === null) return value === null ? null : "no such attribute";
      return value !== null && matchesText(value, actual, subject.stage.memory) ? null : show(actual);
    });
  },
  style: async (properties, subject) => {
    for (const [name, matcher] of Object.entries(properties)) {
      const of = { ...subject, what: `the style ${name} of ${subject.what}` };
      const shortfall = await ofElement(of, describeText(matcher, subject.stage.memory), async (found) => {
        const actual = await readStyle(found, name);
        return matchesText(matcher, actual, subject.stage.memory) ? null : show(actual);
      });
      if (shortfall !== null) return shortfall;
    }
    return null;
  },
};

/** `12.50` is what the control holds; "to contain 12" says so already. */
const withValue = (wish: string): string =>
  wish.startsWith("to ") || wish.startsWith("not ") ? wish : `with value ${wish}`;

function describeRange(min: number | undefined, max: number | undefined): string {
  if (min === max) return String(min);
  if (max === undefined) return `at least ${min}`;
  return min === undefined ? `at most ${max}` : `${min} to ${max}`;
}

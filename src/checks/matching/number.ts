import { z } from "zod";
import { type Memory, recall } from "./text.ts";
import { CheckFailure } from "../verdict.ts";
import { shortOr } from "./choice.ts";
import { show } from "./words.ts";

const numberOrName = z.union([z.number(), z.string().min(1)], {
  error: "expected a number, or a name that `remember` kept",
});

const COMPARISONS = ["equals", "atLeast", "atMost", "moreThan", "lessThan"] as const;

/**
 * Reads the one number in a text, in any decimal digits (Latin, Arabic, Urdu, Devanagari …), with or without
 * grouping and currency, and compares it. A plain number means equality within `tolerance`.
 */
export const NumberMatcherSchema = shortOr(
  z.number({ error: `expected a number, or an object with ${COMPARISONS.join(", ")}, tolerance` }),
  z
    .strictObject({
      equals: numberOrName.optional(),
      atLeast: numberOrName.optional(),
      atMost: numberOrName.optional(),
      moreThan: numberOrName.optional(),
      lessThan: numberOrName.optional(),
      tolerance: z.number().nonnegative().optional(),
    })
    .refine((matcher) => COMPARISONS.some((key) => matcher[key] !== undefined), {
      error: `expected at least one of ${COMPARISONS.join(", ")}`,
    }),
);
export type NumberMatcher = z.infer<typeof NumberMatcherSchema>;

/** Sums of cents in binary differ in the last digits: what is nearer than this is equal. */
const ROUNDING = 1e-9;

const HOLDS: Record<(typeof COMPARISONS)[number], (found: number, bound: number, slack: number) => boolean> =
  {
    equals: (found, bound, slack) => Math.abs(found - bound) <= slack,
    atLeast: (found, bound, slack) => found >= bound - slack,
    atMost: (found, bound, slack) => found <= bound + slack,
    moreThan: (found, bound) => found > bound + ROUNDING,
    lessThan: (found, bound) => found < bound - ROUNDING,
  };

const WORDS: Record<(typeof COMPARISONS)[number], string> = {
  equals: "",
  atLeast: "at least ",
  atMost: "at most ",
  moreThan: "more than ",
  lessThan: "less than ",
};

/** Whether a number is as the matcher says. */
export function matchesNumber(matcher: NumberMatcher, found: number, memory: Memory): boolean {
  const asked: Exclude<NumberMatcher, number> = typeof matcher === "number" ? { equals: matcher } : matcher;
  const slack = (asked.tolerance ?? 0) + ROUNDING * Math.max(1, Math.abs(found));
  return COMPARISONS.every((key) => {
    const bound = asked[key];
    return bound === undefined || HOLDS[key](found, toNumber(bound, memory), slack);
  });
}

/** The matcher in words that follow "expected total …": `12.5`, `at least 3 and less than 9`. */
export function describeNumber(matcher: NumberMatcher, memory: Memory): string {
  if (typeof matcher === "number") return String(matcher);
  const bounds = COMPARISONS.flatMap((key) => {
    const bound = matcher[key];
    if (bound === undefined) return [];
    const origin = typeof bound === "string" ? ` (remembered as ${bound})` : "";
    return [`${WORDS[key]}${toNumber(bound, memory)}${origin}`];
  });
  const slack = matcher.tolerance === undefined ? "" : ` (± ${matcher.tolerance})`;
  return `${bounds.join(" and ")}${slack}`;
}

function toNumber(bound: number | string, memory: Memory): number {
  if (typeof bound === "number") return bound;
  const kept = recall(memory, bound);
  if (typeof kept === "number") return kept;
  throw new CheckFailure(`what was remembered as ${show(bound)} is a text; remember it with what: number`);
}

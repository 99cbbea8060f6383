import { z } from "zod";
import { CheckFailure } from "../verdict.ts";
import { shortOr } from "./choice.ts";
import { dropDirectionMarks } from "./direction-marks.ts";
import { foldSpace, show } from "./words.ts";

const text = z.string().min(1);

/** A JavaScript regular expression with flag u, refused where it does not compile. */
export const RegexSchema = text
  .refine(isRegex, { error: "is not a regular expression that JavaScript can read" })
  .describe("JavaScript regular expression, flag u");

function isRegex(source: string): boolean {
  try {
    void new RegExp(source, "u");
    return true;
  } catch {
    return false;
  }
}

/** A refinement: one of the keys is there, and no second one. Silent where a member is itself wrong. */
function exactlyOne<Key extends string>(keys: readonly Key[]) {
  return (value: { readonly [key in Key]?: unknown }, context: z.RefinementCtx): void => {
    if (context.issues.length > 0 || keys.filter((key) => value[key] !== undefined).length === 1) return;
    context.addIssue({ code: "custom", message: `expected exactly one of ${keys.join(", ")}` });
  };
}

const TEXT_KEYS = ["contains", "notContains", "regex", "oneOf", "not", "same", "differs"] as const;

/**
 * How a text is compared, white space folded and trimmed on both sides, marks of direction left out. A plain string means equality;
 * `same` and `differs` name a value that `remember` kept.
 */
export const TextMatcherSchema = shortOr(
  z.string({ error: `expected a text, or an object with one of ${TEXT_KEYS.join(", ")}` }),
  z
    .strictObject({
      contains: text.optional(),
      notContains: text.optional(),
      regex: RegexSchema.optional(),
      oneOf: z.array(z.string()).min(1).optional(),
      not: z.string().optional(),
      same: text.optional(),
      differs: text.optional(),
    })
    .superRefine(exactlyOne(TEXT_KEYS)),
);
export type TextMatcher = z.infer<typeof TextMatcherSchema>;

/** A name in a locator: a string is compared exactly (white space folded), the others as they say. */
export const NameMatcherSchema = shortOr(
  z.string({ error: "expected a text, or an object with one of contains, regex" }).min(1),
  z
    .strictObject({ contains: text.optional(), regex: RegexSchema.optional() })
    .superRefine(exactlyOne(["contains", "regex"])),
);
export type NameMatcher = z.infer<typeof NameMatcherSchema>;

/** What `remember` kept, by name. */
export type Memory = ReadonlyMap<string, string | number>;

const NOTHING_KEPT: Memory = new Map();

/** Looks up what `remember` kept. Throws where nothing was kept under the name: the task is wrong. */
export function recall(memory: Memory, name: string): string | number {
  const value = memory.get(name);
  if (value === undefined) throw new CheckFailure(`nothing was remembered under the name ${show(name)}`);
  return value;
}

/** Whether a text is as the matcher says. */
export function matchesText(matcher: TextMatcher, actual: string, memory: Memory = NOTHING_KEPT): boolean {
  const found = toSeen(actual);
  if (typeof matcher === "string") return found === toSeen(matcher);
  const { contains, notContains, regex, oneOf, not, same, differs } = matcher;
  if (contains !== undefined) return found.includes(toSeen(contains));
  if (notContains !== undefined) return !found.includes(toSeen(notContains));
  if (regex !== undefined) return new RegExp(regex, "u").test(found);
  if (oneOf !== undefined) return oneOf.some((option) => found === toSeen(option));
  if (not !== undefined) return found !== toSeen(not);
  if (same !== undefined) return found === toSeen(String(recall(memory, same)));
  return found !== toSeen(String(recall(memory, differs!)));
}

const toSeen = (text: string): string => foldSpace(dropDirectionMarks(text));

/** The matcher in words that follow "expected total …": `12.50`, `to contain 12`, `to match /^1/`. */
export function describeText(matcher: TextMatcher, memory: Memory = NOTHING_KEPT): string {
  if (typeof matcher === "string") return show(matcher);
  const { contains, notContains, regex, oneOf, not, same, differs } = matcher;
  if (contains !== undefined) return `to contain ${show(contains)}`;
  if (notContains !== undefined) return `not to contain ${show(notContains)}`;
  if (regex !== undefined) return `to match /${regex}/`;
  if (oneOf !== undefined) return `to be one of ${oneOf.map(show).join(", ")}`;
  if (not !== undefined) return `to be other than ${show(not)}`;
  if (same !== undefined) return `${show(String(recall(memory, same)))} (remembered as ${same})`;
  return `to differ from ${show(String(recall(memory, differs!)))} (remembered as ${differs!})`;
}

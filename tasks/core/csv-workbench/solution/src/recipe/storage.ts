import { DATE_FORMATS } from "../steps/dates.ts";
import { LETTER_CASES } from "../steps/letter-case.ts";
import { NUMBER_FORMATS } from "../steps/numbers.ts";
import type { Step, StepKind } from "../steps/step.ts";
import type { Recipe } from "./history.ts";

const KEY = "csv-workbench.recipe";

export function saveRecipe(recipe: Recipe): void {
  localStorage.setItem(KEY, JSON.stringify(recipe));
}

/** What was saved last; nothing where there is none, or none that can be read. */
export function loadRecipe(): Recipe {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(stored) && stored.every(isStep) ? stored : [];
  } catch {
    return [];
  }
}

type Test = (value: unknown) => boolean;

const isText: Test = (value) => typeof value === "string";
const isTextOrNull: Test = (value) => value === null || isText(value);
const isTexts: Test = (value) => Array.isArray(value) && value.every(isText);
const isOneOf =
  (options: readonly string[]): Test =>
  (value) =>
    isText(value) && options.includes(value as string);

const MEMBERS: { readonly [Kind in StepKind]: Readonly<Record<string, Test>> } = {
  trim: { column: isTextOrNull },
  fill: { column: isText, value: isText },
  case: { column: isText, letterCase: isOneOf(LETTER_CASES) },
  replace: { column: isTextOrNull, find: isText, replacement: isText },
  numbers: { column: isText, format: isOneOf(NUMBER_FORMATS) },
  dates: { column: isText, format: isOneOf(DATE_FORMATS) },
  duplicates: { columns: isTexts },
};

function isStep(value: unknown): value is Step {
  if (typeof value !== "object" || value === null) return false;
  const members = value as Readonly<Record<string, unknown>>;
  const { kind } = members;
  if (typeof kind !== "string" || !Object.hasOwn(MEMBERS, kind)) return false;
  return Object.entries(MEMBERS[kind as StepKind]).every(([name, test]) => test(members[name]));
}

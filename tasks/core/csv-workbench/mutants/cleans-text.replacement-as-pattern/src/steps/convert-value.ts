import { parseDate } from "./dates.ts";
import { changeCase } from "./letter-case.ts";
import { parseNumber } from "./numbers.ts";
import type { Step } from "./step.ts";

export type ValueStep = Exclude<Step, { kind: "duplicates" }>;

/** What a step makes of one value; null where it does not understand it. */
export function convertValue(step: ValueStep, value: string): string | null {
  switch (step.kind) {
    case "trim":
      return value.trim();
    case "fill":
      return value === "" ? step.value : value;
    case "case":
      return changeCase(value, step.letterCase);
    case "replace":
      return value.replaceAll(step.find, step.replacement);
    case "numbers":
      return value === "" ? value : parseNumber(value, step.format);
    case "dates":
      return value === "" ? value : parseDate(value, step.format);
  }
}

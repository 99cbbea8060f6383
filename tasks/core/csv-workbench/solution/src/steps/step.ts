import type { DateFormat } from "./dates.ts";
import type { LetterCase } from "./letter-case.ts";
import type { NumberFormat } from "./numbers.ts";

/** One cleaning step. Columns go by name, so that a recipe fits the next file too; null means all of them. */
export type Step =
  | { readonly kind: "trim"; readonly column: string | null }
  | { readonly kind: "fill"; readonly column: string; readonly value: string }
  | { readonly kind: "case"; readonly column: string; readonly letterCase: LetterCase }
  | {
      readonly kind: "replace";
      readonly column: string | null;
      readonly find: string;
      readonly replacement: string;
    }
  | { readonly kind: "numbers"; readonly column: string; readonly format: NumberFormat }
  | { readonly kind: "dates"; readonly column: string; readonly format: DateFormat }
  | { readonly kind: "duplicates"; readonly columns: readonly string[] };

export type StepKind = Step["kind"];

export const STEP_LABELS: { readonly [Kind in StepKind]: string } = {
  trim: "Trim spaces",
  fill: "Fill empty",
  case: "Change case",
  replace: "Find and replace",
  numbers: "Parse numbers",
  dates: "Parse dates",
  duplicates: "Drop duplicates",
};

export const STEP_KINDS = Object.keys(STEP_LABELS) as StepKind[];

export function describeStep(step: Step): string {
  switch (step.kind) {
    case "trim":
      return `Trim spaces in ${step.column ?? "all columns"}`;
    case "fill":
      return `Fill empty in ${step.column} with ${step.value}`;
    case "case":
      return `Change case in ${step.column} to ${step.letterCase}`;
    case "replace":
      return `Replace "${step.find}" with "${step.replacement}" in ${step.column ?? "all columns"}`;
    case "numbers":
      return `Parse numbers in ${step.column} as ${step.format}`;
    case "dates":
      return `Parse dates in ${step.column} as ${step.format}`;
    case "duplicates":
      return `Drop duplicates by ${step.columns.join(", ")}`;
  }
}

/** The columns that a table must have for the step to make sense. */
export function columnsNeeded(step: Step): readonly string[] {
  if (step.kind === "duplicates") return step.columns;
  return step.column === null ? [] : [step.column];
}

import { DATE_FORMATS, type DateFormat } from "./dates.ts";
import { LETTER_CASES, type LetterCase } from "./letter-case.ts";
import { NUMBER_FORMATS, type NumberFormat } from "./numbers.ts";
import type { Step, StepKind } from "./step.ts";

/** What the form for a new step holds, for whatever kind is chosen. */
export interface Draft {
  readonly kind: StepKind;
  /** Null means all of them. */
  readonly column: string | null;
  readonly value: string;
  readonly letterCase: LetterCase;
  readonly find: string;
  readonly replacement: string;
  readonly numberFormat: NumberFormat;
  readonly dateFormat: DateFormat;
  readonly compared: readonly string[];
}

export const EMPTY_DRAFT: Draft = {
  kind: "trim",
  column: null,
  value: "",
  letterCase: LETTER_CASES[0]!,
  find: "",
  replacement: "",
  numberFormat: NUMBER_FORMATS[0]!,
  dateFormat: DATE_FORMATS[0]!,
  compared: [],
};

/** Kinds of which one step can go over all columns. */
export function offersAllColumns(kind: StepKind): boolean {
  return kind === "trim" || kind === "replace";
}

/** The draft with columns that the table has. */
export function fitDraft(draft: Draft, columns: readonly string[]): Draft {
  const isThere = draft.column !== null && columns.includes(draft.column);
  const fallback = offersAllColumns(draft.kind) ? null : columns[0]!;
  return {
    ...draft,
    column: isThere ? draft.column : fallback,
    compared: columns.filter((column) => draft.compared.includes(column)),
  };
}

/** What is wrong with the draft; null where it can be added. */
export function findFault(draft: Draft): string | null {
  if (draft.kind === "fill" && draft.value === "") return "Enter a value to fill in.";
  if (draft.kind === "replace" && draft.find === "") return "Enter a text to find.";
  if (draft.kind === "duplicates" && draft.compared.length === 0) return "Choose at least one column.";
  return null;
}

/** The step that a draft without fault describes. */
export function toStep(draft: Draft): Step {
  const { kind } = draft;
  const column = draft.column ?? "";
  switch (kind) {
    case "trim":
      return { kind, column: draft.column };
    case "replace":
      return { kind, column: draft.column, find: draft.find, replacement: draft.replacement };
    case "fill":
      return { kind, column, value: draft.value };
    case "case":
      return { kind, column, letterCase: draft.letterCase };
    case "numbers":
      return { kind, column, format: draft.numberFormat };
    case "dates":
      return { kind, column, format: draft.dateFormat };
    case "duplicates":
      return { kind, columns: draft.compared };
  }
}

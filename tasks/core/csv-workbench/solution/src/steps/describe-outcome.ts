import { counted, formatCount } from "../words.ts";
import type { Outcome } from "./apply-steps.ts";

export function describeOutcome(outcome: Outcome): string {
  switch (outcome.kind) {
    case "skipped":
      return `skipped: no column ${outcome.missingColumn}`;
    case "dropped":
      return `${counted(outcome.rows, "row")} dropped`;
    case "changed":
      return `${formatCount(outcome.values)} changed`;
    case "parsed":
      return `${formatCount(outcome.values)} changed, ${formatCount(outcome.notUnderstood)} not understood`;
  }
}

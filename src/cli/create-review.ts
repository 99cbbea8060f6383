import { emptyReview, longNote, noResult, noReviewer } from "../core/result-errors.ts";
import type { TrialResult } from "../core/result.ts";
import { LONGEST_NOTE, LONGEST_REVIEWER, type Review } from "../core/review.ts";
import { unknownName } from "../core/user-errors.ts";
import { suggest } from "../loader/suggest.ts";
import type { StoredRun } from "../store/run-store.ts";
import { chooseTrial } from "./choose-trial.ts";
import { loadResult } from "./show/load-trial.ts";

/** What a reviewer says. */
export interface SaidReview {
  /** The trial's id, or a part of it that no other has. */
  readonly trial: string;
  readonly check: string | null;
  readonly opinion: Review["opinion"];
  readonly note: string | null;
  readonly reviewer: string;
}

/**
 * A review with what the machine said at this time.
 * @throws UserError for a trial or a check that there is not, or that has no result, and for a review that says nothing
 */
export async function createReview({ folder, manifest }: StoredRun, said: SaidReview): Promise<Review> {
  const note = said.note?.trim() ?? "";
  if (note.length > LONGEST_NOTE) throw longNote(note.length, LONGEST_NOTE);
  if (said.opinion === null && note === "") throw emptyReview();
  const trial = chooseTrial(manifest, said.trial);
  const result = await loadResult(folder, trial.id);
  if (result === null) throw noResult(trial.id, manifest.runId);
  const machine = toMachineVerdict(result, said.check);
  const reviewer = said.reviewer.trim().slice(0, LONGEST_REVIEWER);
  if (reviewer === "") throw noReviewer();
  return {
    schema: 1,
    at: new Date().toISOString(),
    reviewer,
    trialId: trial.id,
    check: said.check,
    opinion: said.opinion,
    note: note === "" ? null : note,
    machine,
    workspace: result.turns.at(-1)?.workspace ?? null,
  };
}

/** What the machine said of a check after the last turn, or of the trial. @throws UserError `unknown-name` */
function toMachineVerdict({ turns, passed, score }: TrialResult, check: string | null): Review["machine"] {
  if (check === null) return { passed, score };
  const checks = turns.at(-1)?.checks ?? [];
  const verdict = checks.find(({ id }) => id === check);
  if (verdict !== undefined) return { passed: verdict.passed, score: verdict.score };
  const known = checks.map(({ id }) => id);
  throw unknownName("check", check, known, suggest(check, known));
}

import { findLockOwner } from "../../store/lock.ts";
import { readStates, type StoredRun } from "../../store/run-store.ts";
import { toShellWord } from "../../report/shell-word.ts";

/**
 * How far a trial is that has no result, in one sentence.
 * @param shownRun the run's folder as the user can name it
 * @throws UserError `broken-journal`
 */
export async function describeUnfinished(run: StoredRun, trialId: string, shownRun: string): Promise<string> {
  const isUnderWay = (await findLockOwner(run.folder.lock)) !== null;
  const state = (await readStates(run)).get(trialId);
  const goOn = `\`buildoff resume ${toShellWord(shownRun)}\` goes on with the run`;
  if (state === undefined || state.triesStarted === 0)
    return isUnderWay
      ? "Not run yet: it waits for its turn"
      : `Not run yet, and the run has stopped; ${goOn}`;
  const what =
    state.frozen === null
      ? `the agent works in try ${state.triesStarted}`
      : `the agent is done, and what it left is graded in try ${state.triesStarted}`;
  return isUnderWay ? `Running: ${what}` : `Interrupted while ${what}; ${goOn}`;
}

import { createRunTally } from "../analysis/summarize.ts";
import type { Summary } from "../core/summary.ts";
import type { TrialRow } from "../core/trial-row.ts";
import { sha256 } from "../loader/digest.ts";
import { readRows } from "../store/trial-rows.ts";
import { fileExists, loadRun, loadSummary, readStates, type StoredRun } from "../store/run-store.ts";

/** The summary of a run as it is stored, or, of one that has not ended, as it is so far. @throws UserError */
export async function readSummary(nameOrPath: string, resultsFolder: string): Promise<Summary> {
  const run = await loadRun(nameOrPath, resultsFolder);
  return (await fileExists(run.folder.summary))
    ? loadSummary(nameOrPath, resultsFolder)
    : summarizeSoFar(run);
}

async function summarizeSoFar(run: StoredRun): Promise<Summary> {
  const tally = createRunTally(run.manifest);
  for await (const row of await readRowsSoFar(run)) tally.add(row);
  return tally.summarize({ finishedAt: null, sha256 });
}

/** The rows of a run as they are stored, or, of one that has not ended, of the trials that have. @throws UserError */
export async function readRowsSoFar(run: StoredRun): Promise<AsyncGenerator<TrialRow>> {
  const { trials } = run.folder;
  return (await fileExists(trials)) ? readRows(trials) : rowsOfJournal(run);
}

/** In the order of their ids, as `trials.jsonl` has them. */
async function* rowsOfJournal(run: StoredRun): AsyncGenerator<TrialRow> {
  const states = await readStates(run);
  for (const id of [...states.keys()].toSorted()) {
    const row = states.get(id)?.row ?? null;
    if (row !== null) yield row;
  }
}

import { createRunTally } from "../../analysis/summarize.ts";
import type { RunData } from "../../core/exporter.ts";
import { UserError } from "../../core/errors.ts";
import type { TrialResult } from "../../core/result.ts";
import type { LoadedSuite } from "../../core/suite.ts";
import { invalidResultFile } from "../../core/user-errors.ts";
import { checkKinds } from "../../checks/registry.ts";
import { sha256 } from "../../loader/digest.ts";
import { loadSuite } from "../../loader/load-suite.ts";
import type { ReportRun } from "../../report/feed/report-run.ts";
import { findLockOwner } from "../../store/lock.ts";
import { openRunData } from "../../store/run-data.ts";
import { fileExists, loadRun, loadSummary, readStates, type StoredRun } from "../../store/run-store.ts";
import { openRunFiles } from "./run-files.ts";

/**
 * A run for a report: as it ended, or as far as it has come. One that goes on, or never came to its end, is read from its
 * journal.
 * @param results folder where it is looked for by its name
 * @param known isEnded: it has just come to its end, though it still is locked
 * @throws UserError where the run cannot be read
 */
export async function openReportRun(
  name: string,
  results: string,
  known: { readonly isEnded?: true } = {},
): Promise<ReportRun> {
  const stored = await loadRun(name, results);
  const { suite, note } = await findSuite(stored);
  const isOwned = (await findLockOwner(stored.folder.lock)) !== null;
  const isEnded = known.isEnded ?? (!isOwned && (await fileExists(stored.folder.summary)));
  const { data, running } = isEnded
    ? { data: await openEnded(stored, results), running: new Set<string>() }
    : await openUnfinished(stored, isOwned);
  return {
    data: {
      ...data,
      result: async (id) => requireUsual(await data.result(id), stored.folder.trial(id).result),
    },
    running,
    suite,
    suiteNote: note,
    files: openRunFiles(stored, suite),
  };
}

/** More than any task, run or checker makes. Of each of these a report reads files, or shows all. */
const MOST = { turns: 100, phases: 1_000, tries: 1_000, ofTurn: 10_000 };

/** A run that was sent may hold anything: what would take hours is told to be damaged. @throws UserError `invalid-result-file` */
function requireUsual(result: TrialResult | null, file: string): TrialResult | null {
  if (result === null) return null;
  const { turns, phases, tries } = result;
  const isUsual =
    turns.length <= MOST.turns &&
    phases.length <= MOST.phases &&
    tries.length <= MOST.tries &&
    turns.every((turn) => Math.max(turn.checks.length, turn.screenshots.length) <= MOST.ofTurn);
  if (!isUsual) throw invalidResultFile(file, "it has more turns, checks or phases than any trial has", null);
  return result;
}

async function openEnded({ folder, manifest }: StoredRun, results: string): Promise<RunData> {
  return openRunData(folder, manifest, await loadSummary(folder.path, results));
}

async function openUnfinished(
  stored: StoredRun,
  isOwned: boolean,
): Promise<{ readonly data: RunData; readonly running: ReadonlySet<string> }> {
  const { folder, manifest } = stored;
  const states = await readStates(stored);
  const rows = [...states.values()]
    .flatMap(({ row }) => row ?? [])
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const tally = createRunTally(manifest);
  for (const row of rows) tally.add(row);
  const summary = tally.summarize({ finishedAt: null, sha256 });
  const begun = [...states].filter(([, { row, triesStarted }]) => row === null && triesStarted > 0);
  return {
    running: new Set(isOwned ? begun.map(([id]) => id) : []),
    data: {
      ...openRunData(folder, manifest, summary),
      async *rows() {
        yield* rows;
      },
    },
  };
}

/** A suite that is gone or broken by now keeps nobody from looking at results. */
async function findSuite({
  manifest,
}: StoredRun): Promise<{ readonly suite: LoadedSuite | null; readonly note: string | null }> {
  try {
    return { suite: await loadSuite(manifest.suite.folder, checkKinds), note: null };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { suite: null, note: `the suite cannot be read: ${error.message}` };
  }
}

import { dirname } from "node:path";
import type { LeftOut } from "../../core/leaderboard.ts";
import { findUnlistedRuns, type UnlistedRun } from "../../store/ledger.ts";
import type { ChosenRuns } from "./choose-runs.ts";

/**
 * Runs that have a configuration in common with the chosen ones and are not among them, by the ledgers of their stores, and
 * what `all` passed over; oldest first.
 * @throws UserError `broken-ledger`
 */
export async function findLeftOut({ runs, passedOver }: ChosenRuns, results: string): Promise<LeftOut[]> {
  const listed = runs.map(({ summary }) => ({
    runId: summary.runId,
    createdAt: summary.startedAt,
    suiteHash: summary.conditions.suite.hash,
    configurationKeys: summary.groups.map(({ configuration }) => configuration.key),
  }));
  const stores = new Set([results, ...runs.map(({ path }) => dirname(path))]);
  const found: LeftOut[] = [];
  for (const resultsFolder of stores)
    found.push(...(await findUnlistedRuns({ resultsFolder, runs: listed })).map(toLeftOut));
  const known = new Set(found.filter(({ isGone }) => !isGone).map(({ runId }) => runId));
  return [...found, ...passedOver.filter(({ runId }) => !known.has(runId))].toSorted((a, b) =>
    toSortKey(a) < toSortKey(b) ? -1 : 1,
  );
}

const toSortKey = ({ startedAt, runId }: LeftOut): string => `${startedAt ?? ""} ${runId}`;

const toLeftOut = ({
  runId,
  createdAt,
  kind,
  derivedFrom,
  state,
  isGone,
  configurations,
}: UnlistedRun): LeftOut => ({
  runId,
  startedAt: createdAt,
  kind,
  derivedFrom,
  state: state === "unsealed" ? "unfinished" : state,
  isGone,
  configurations: configurations.map(({ name }) => name),
});

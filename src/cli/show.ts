import { relative, resolve } from "node:path";
import { UserError } from "../core/errors.ts";
import { noResult, trialInPlaceOfRun } from "../core/result-errors.ts";
import { flagWithoutUse } from "../core/setting-errors.ts";
import { loadRun, type StoredRun } from "../store/run-store.ts";
import { chooseTrial, findTrials } from "./choose-trial.ts";
import { toHarmlessJson } from "./harmless-text.ts";
import { readRowsSoFar, readSummary } from "./read-summary.ts";
import { listFailed } from "./show/failed-list.ts";
import { loadResult, loadTrialParts } from "./show/load-trial.ts";
import { describeOwnMetric } from "./show/own-metric.ts";
import { describeTrial, renderTrial } from "./show/trial-text.ts";
import { describeUnfinished } from "./show/unfinished.ts";
import { renderSummary } from "./summary-text.ts";

interface ShowFlags {
  readonly results: string;
  readonly json?: boolean;
  readonly failed?: boolean;
  readonly all?: boolean;
}

export async function showCommand(run: string, trial: string | undefined, flags: ShowFlags): Promise<void> {
  refuseUnused(trial, flags);
  const results = resolve(flags.results);
  if (trial !== undefined) return showTrial(await loadRun(run, results), trial, flags.json === true);
  try {
    await (flags.failed === true ? showFailed(run, results, flags) : showSummary(run, results, flags));
  } catch (error) {
    throw await explainTrial(run, results, error);
  }
}

/** @throws UserError `flag-without-use` */
function refuseUnused(trial: string | undefined, { failed, all }: ShowFlags): void {
  if (trial !== undefined && failed === true) throw flagWithoutUse("--failed", "one trial is named");
  if (all === true && failed !== true) throw flagWithoutUse("--all", "it belongs to --failed");
}

async function showSummary(run: string, results: string, flags: ShowFlags): Promise<void> {
  const summary = await readSummary(run, results);
  if (flags.json === true) return print(`${JSON.stringify(summary, null, 2)}\n`);
  print(`${renderSummary(summary)}${await describeOwnMetric(await loadRun(run, results))}`);
}

async function showFailed(run: string, results: string, flags: ShowFlags): Promise<void> {
  await listFailed(await readRowsSoFar(await loadRun(run, results)), {
    isAll: flags.all === true,
    isJson: flags.json === true,
    print: (line) => print(`${line}\n`),
  });
}

/** @throws UserError `unknown-trial`, `ambiguous-trial`, and `no-result` where JSON is asked of a trial that has none */
async function showTrial(run: StoredRun, asked: string, isJson: boolean): Promise<void> {
  const { folder, manifest } = run;
  const trial = chooseTrial(manifest, asked);
  const result = await loadResult(folder, trial.id);
  if (isJson) {
    if (result === null) throw noResult(trial.id, manifest.runId);
    return print(`${toHarmlessJson(JSON.stringify(result, null, 2))}\n`);
  }
  if (result === null) {
    const end = await describeUnfinished(run, trial.id, toShown(folder.path));
    return print(`${[...describeTrial(manifest, trial), "", end].join("\n")}\n`);
  }
  print(renderTrial({ manifest, folder, result, parts: await loadTrialParts(folder, result), toShown }));
}

const print = (text: string): void => void process.stdout.write(text);

/** From where the user is. */
const toShown = (path: string): string => relative(process.cwd(), path) || ".";

/** Who names a trial in the place of the run is told where it belongs. */
async function explainTrial(asked: string, results: string, error: unknown): Promise<unknown> {
  if (!(error instanceof UserError) || error.code !== "unknown-run") return error;
  const latest = await loadRun("latest", results).catch(() => null);
  if (latest === null || findTrials(latest.manifest.trials, asked).length === 0) return error;
  return trialInPlaceOfRun(asked, results, latest.manifest.runId);
}

import { layOutProof } from "../../../admission/exhibits.ts";
import { CALLS_FILE } from "../../../agents/oracle.ts";
import {
  matchId,
  type AppSource,
  type Entrant,
  type Match,
  type StartedApp,
} from "../../../arena/site/match.ts";
import { checkKinds } from "../../../checks/registry.ts";
import type { SandboxFile } from "../../../core/sandbox.ts";
import type { LoadedTask } from "../../../core/suite.ts";
import { sha256 } from "../../../loader/digest.ts";
import { instantiateTask } from "../../../loader/load-task.ts";
import type { ReportRun } from "../../../report/feed/report-run.ts";

export interface AttentionOptions {
  readonly start: (
    run: ReportRun,
    loaded: LoadedTask,
    { name, files }: { readonly name: string; readonly files: readonly SandboxFile[] },
    signal: AbortSignal,
  ) => Promise<StartedApp>;
  readonly startsSandboxes: boolean;
}

/** What the two of a pair are called when they are revealed. */
const SOLUTION = "the task's own solution";

/**
 * Pairs that measure raters: a task's solution against a mutant of it that fails the heaviest of its checks. Tasks without a proof that can be
 * read, and those whose services would have to run, have none.
 */
export async function listAttentionPairs(
  runs: readonly ReportRun[],
  options: AttentionOptions,
): Promise<Match[]> {
  const pairs = new Map<string, Match>();
  for (const run of runs) {
    for (const { id, hash } of run.data.manifest.tasks) {
      const loaded = run.suite?.tasks.find((one) => one.task.id === id && one.hash === hash);
      if (loaded === undefined || loaded.task.services.length > 0 || pairs.has(hash)) continue;
      const pair = await toPair(run, loaded, options);
      if (pair !== null) pairs.set(hash, pair);
    }
  }
  return [...pairs.values()];
}

async function toPair(run: ReportRun, loaded: LoadedTask, options: AttentionOptions): Promise<Match | null> {
  const { task } = loaded;
  const { exhibits } = await layOutProof({
    loaded,
    instantiate: (seed) => instantiateTask(loaded, seed, checkKinds),
    repeats: 1,
    callsFile: CALLS_FILE,
  });
  const weightOf = (check: string | undefined): number =>
    task.checks.find(({ id }) => id === check)?.weight ?? 0;
  const solution = exhibits.findLast(({ kind, seed }) => kind === "solution" && seed === 0);
  const [mutant] = exhibits
    .filter(({ kind }) => kind === "mutant")
    .toSorted((x, y) => weightOf(y.asks[0]) - weightOf(x.asks[0]));
  if (solution === undefined || mutant === undefined) return null;
  const entry = run.data.manifest.tasks.find(({ id }) => id === task.id)!;
  const language = run.data.manifest.trials.find((trial) => trial.task === task.id)?.language ?? task.locale;
  const toEntrant = (model: string, trial: string, files: readonly SandboxFile[]): Entrant | null => {
    const source = toSource(run, loaded, { name: trial, files }, options);
    if (source === null) return null;
    const workspace = sha256(files.map(({ path, content }) => `${path} ${sha256(content)}\n`).join(""));
    return {
      contestant: { model, organisation: null, run: null, trial, workspace, bytes: null },
      score: null,
      source,
      files: async () => files,
      steps: async () => [],
    };
  };
  const a = toEntrant(SOLUTION, "solution", solution.files);
  const b = toEntrant(mutant.name, mutant.name, mutant.files);
  if (a === null || b === null) return null;
  return {
    id: matchId({ task: task.id, taskHash: loaded.hash }, a.contestant, b.contestant),
    question: {
      suite: run.data.manifest.suite.name,
      task: task.id,
      taskHash: loaded.hash,
      title: entry.title,
      category: entry.category,
      language,
      seed: 0,
      turns: instantiateTask(loaded, 0, checkKinds).turns.map(({ prompt }) =>
        typeof prompt === "string" ? prompt : (prompt[language] ?? ""),
      ),
    },
    a,
    b,
    expected: "a",
  };
}

function toSource(
  run: ReportRun,
  loaded: LoadedTask,
  app: { readonly name: string; readonly files: readonly SandboxFile[] },
  { start, startsSandboxes }: AttentionOptions,
): AppSource | null {
  const { servesFiles, isBuilt, root } = run.data.manifest.tasks.find(({ id }) => id === loaded.task.id)!.app;
  if (!servesFiles || isBuilt)
    return startsSandboxes ? { kind: "sandbox", start: (signal) => start(run, loaded, app, signal) } : null;
  const prefix = root === "." ? "" : `${root}/`;
  const served = app.files
    .filter(({ path }) => path.startsWith(prefix))
    .map((file) => ({ ...file, path: file.path.slice(prefix.length) }));
  return { kind: "files", read: async () => served };
}

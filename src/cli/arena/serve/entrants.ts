import { scrubFiles } from "../../../arena/site/scrub-files.ts";
import type { AppSource, Entrant, Question, StartedApp } from "../../../arena/site/match.ts";
import { readSteps } from "../../../arena/site/steps.ts";
import type { Scrub } from "../../../arena/scrub.ts";
import { checkKinds } from "../../../checks/registry.ts";
import type { TrialResult, TurnResult } from "../../../core/result.ts";
import type { SandboxFile } from "../../../core/sandbox.ts";
import type { TrialSpec } from "../../../core/trial.ts";
import { instantiateTask } from "../../../loader/load-task.ts";
import { findApp, readAppFiles } from "../../../report/feed/find-app.ts";
import type { ReportRun } from "../../../report/feed/report-run.ts";

export interface EntrantOptions {
  readonly scrub: Scrub;
  /** What ratings call who built it. */
  readonly nameOf: (trial: Pick<TrialSpec, "agent" | "model">) => string;
  readonly start: (run: ReportRun, trial: TrialSpec, signal: AbortSignal) => Promise<StartedApp>;
  /** Whether apps may be started in sandboxes; else those that need one are left out. */
  readonly startsSandboxes: boolean;
}

export interface EntrantList {
  readonly entrants: readonly (Entrant & { readonly question: Question })[];
  /** Trials that left nothing to be used, by the reason. */
  readonly leftOut: ReadonlyMap<string, number>;
}

/** The apps that the trials of some runs left, as they stand in battles. */
export async function listEntrants(
  runs: readonly ReportRun[],
  options: EntrantOptions,
): Promise<EntrantList> {
  const entrants: (Entrant & { readonly question: Question })[] = [];
  const leftOut = new Map<string, number>();
  const skip = (why: string): void => void leftOut.set(why, (leftOut.get(why) ?? 0) + 1);
  for (const run of runs) {
    for (const trial of run.data.manifest.trials) {
      const result = await run.data.result(trial.id);
      const last = result?.turns.at(-1);
      if (result === null || last === undefined) skip("not finished, or lost to the infrastructure");
      else if (last.workspace === null || !(await run.files.hasWorkspace(last.workspace)))
        skip("its workspace is not stored");
      else {
        const source = await findSource(run, trial, { last, options });
        if (source === null) skip("it needs a sandbox, which this site does not start");
        else entrants.push(await toEntrant(run, trial, { result, last, source, options }));
      }
    }
  }
  return { entrants, leftOut };
}

interface Finding {
  readonly last: TurnResult;
  readonly options: EntrantOptions;
}

async function findSource(
  run: ReportRun,
  trial: TrialSpec,
  { last, options }: Finding,
): Promise<AppSource | null> {
  const { turn, workspace, failedPhase } = last;
  if (failedPhase === "build" || failedPhase === "serve") return { kind: "dead" };
  const { kind } = await findApp(run, trial, { turn, hasFiles: true });
  if (kind === "static") {
    const read = async () => {
      const files = await readAppFiles(run, trial, { turn, workspace });
      return files === null ? null : scrubFiles(files, options.scrub);
    };
    return { kind: "files", read };
  }
  if (!options.startsSandboxes) return null;
  return { kind: "sandbox", start: (signal) => options.start(run, trial, signal) };
}

async function toEntrant(
  run: ReportRun,
  trial: TrialSpec,
  { result, last, source, options }: Finding & { readonly result: TrialResult; readonly source: AppSource },
): Promise<Entrant & { readonly question: Question }> {
  const { manifest } = run.data;
  const model = manifest.models.find(({ name }) => name === trial.model);
  const tryNumber = result.tries.at(-1)?.number ?? 1;
  return {
    contestant: {
      model: options.nameOf(trial),
      organisation: model?.metadata.organisation ?? null,
      run: manifest.runId,
      trial: trial.id,
      workspace: last.workspace,
      bytes: null,
    },
    score: result.score,
    source,
    files: async (): Promise<readonly SandboxFile[] | null> => {
      const files = await run.files.workspace(last.workspace!);
      return files === null ? null : scrubFiles(files, options.scrub);
    },
    steps: () => readSteps(run.data.events(trial.id, tryNumber), options.scrub),
    question: await toQuestion(run, trial, tryNumber),
  };
}

async function toQuestion(run: ReportRun, trial: TrialSpec, tryNumber: number): Promise<Question> {
  const { manifest } = run.data;
  const { title, category, hash } = manifest.tasks.find(({ id }) => id === trial.task)!;
  return {
    suite: manifest.suite.name,
    task: trial.task,
    taskHash: hash,
    title,
    category,
    language: trial.language,
    seed: trial.seed,
    turns: briefOf(run, trial, hash) ?? (await askedOf(run, trial, tryNumber)),
  };
}

/** Null where the suite is not at hand, or the task is another one by now. */
function briefOf({ suite }: ReportRun, { task, language, seed }: TrialSpec, hash: string): string[] | null {
  const loaded = suite?.tasks.find((one) => one.task.id === task && one.hash === hash);
  if (loaded === undefined) return null;
  return instantiateTask(loaded, seed, checkKinds).turns.map(({ prompt }) =>
    typeof prompt === "string" ? prompt : (prompt[language] ?? ""),
  );
}

/** As the agent was told, with what its stack says before the brief. */
async function askedOf({ data }: ReportRun, { id }: TrialSpec, tryNumber: number): Promise<string[]> {
  const turns: string[] = [];
  for await (const { event } of data.events(id, tryNumber))
    if (event.type === "turn-started") turns[event.turn - 1] = event.prompt;
  return turns;
}

/** The model alone, where each was used by one agent; else the agent with it. */
export function createNames(runs: readonly ReportRun[]): EntrantOptions["nameOf"] {
  const agentsOf = new Map<string, Set<string>>();
  for (const { agent, model } of runs.flatMap(({ data }) => data.manifest.trials))
    if (model !== null) agentsOf.set(model, (agentsOf.get(model) ?? new Set()).add(agent));
  const isShared = [...agentsOf.values()].some((agents) => agents.size > 1);
  return ({ agent, model }) => (model === null ? agent : isShared ? `${agent} ${model}` : model);
}

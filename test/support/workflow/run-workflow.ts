import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { ACTIONS, type Shelves } from "./actions.ts";
import { type Contexts, fillIn, isWanted, type JobStatus, toText } from "./expression.ts";

interface Step {
  readonly name?: string;
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string | number | boolean>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly run?: string;
}

interface Job {
  readonly needs?: string | readonly string[];
  readonly if?: string;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix: Readonly<Record<string, unknown>> };
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly env: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

export interface WorkflowWorld {
  /** What a user would change in the file. */
  readonly env: Readonly<Record<string, string>>;
  /** Of every step, beside the workflow's: PATH and such. */
  readonly processEnv: Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly runId: string;
  readonly runAttempt?: number;
  /** Jobs that are taken as done, with their outputs. */
  readonly given?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** No other jobs than these. */
  readonly only?: readonly string[];
  /** A folder for all nights. */
  readonly folder: string;
  /** Told when a step's shell has started, in a process group of its own. */
  readonly onStep?: (step: string, shell: ChildProcess, env: Readonly<Record<string, string>>) => void;
}

export interface StepEnd {
  readonly name: string;
  readonly exitCode: number | null;
  readonly output: string;
}

/** One job, with one member of its matrix. */
export interface JobEnd {
  readonly job: string;
  readonly status: JobStatus;
  /** The first step that failed. */
  readonly failed: StepEnd | null;
  readonly steps: readonly StepEnd[];
  readonly outputs: Readonly<Record<string, string>>;
  /** What it wrote for the run's page, step by step. */
  readonly summaries: readonly string[];
  readonly cwd: string;
}

/** Carries a workflow out as GitHub would: jobs in their order, each in a folder of its own, each step in a shell. */
export async function runWorkflow(file: string, world: WorkflowWorld): Promise<JobEnd[]> {
  const workflow = parse(await readFile(file, "utf8")) as Workflow;
  const shelves = {
    caches: join(world.folder, "caches"),
    artifacts: join(world.folder, `artifacts-${world.runId}`),
  };
  for (const shelf of Object.values(shelves)) await mkdir(shelf, { recursive: true });
  const github = { run_id: world.runId, run_attempt: String(world.runAttempt ?? 1), token: "no-token" };
  const base = { github, secrets: world.secrets ?? {}, inputs: world.inputs ?? {}, vars: {} };
  const env = { ...fillInAll(workflow.env, base), ...world.env };
  const ends: JobEnd[] = [];
  const needs: Record<
    string,
    { readonly result: string; readonly outputs: Readonly<Record<string, string>> }
  > = {};
  for (const [name, outputs] of Object.entries(world.given ?? {}))
    needs[name] = { result: "success", outputs };
  for (const [name, job] of Object.entries(workflow.jobs)) {
    if (needs[name] !== undefined || world.only?.includes(name) === false) continue;
    const wanted = [job.needs ?? []].flat();
    const isGood = wanted.every((one) => needs[one]?.result === "success");
    const contexts = { ...base, needs };
    if (!isWanted(job.if, contexts, isGood ? "success" : "failure")) {
      needs[name] = { result: "skipped", outputs: {} };
      continue;
    }
    const members = toMembers(job.strategy?.matrix ?? {}, contexts);
    const own = await Promise.all(
      members.map((matrix) => runJob({ name, job, env, contexts: { ...contexts, matrix }, shelves, world })),
    );
    ends.push(...own);
    const isFailed = own.some(({ status }) => status === "failure");
    needs[name] = { result: isFailed ? "failure" : "success", outputs: own[0]?.outputs ?? {} };
  }
  return ends;
}

const fillInAll = (
  texts: Readonly<Record<string, string | number | boolean>>,
  contexts: Contexts,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, toText(fillIn(String(text), contexts))]),
  );

/** Every combination of a matrix. */
function toMembers(matrix: Readonly<Record<string, unknown>>, contexts: Contexts): Record<string, unknown>[] {
  let members: Record<string, unknown>[] = [{}];
  for (const [name, values] of Object.entries(matrix)) {
    const list = (typeof values === "string" ? fillIn(values, contexts) : values) as unknown[];
    members = members.flatMap((member) => list.map((value) => ({ ...member, [name]: value })));
  }
  return members;
}

interface JobStart {
  readonly name: string;
  readonly job: Job;
  readonly env: Readonly<Record<string, string>>;
  readonly contexts: Contexts;
  readonly shelves: Shelves;
  readonly world: WorkflowWorld;
}

async function runJob({ name, job, env, contexts, shelves, world }: JobStart): Promise<JobEnd> {
  const cwd = await mkdtemp(join(world.folder, `${name}-`));
  const files = { GITHUB_ENV: "env", GITHUB_OUTPUT: "output", GITHUB_STEP_SUMMARY: "summary" };
  const steps: Record<string, { readonly outputs: Readonly<Record<string, string>> }> = {};
  const ends: StepEnd[] = [];
  const summaries: string[] = [];
  let jobEnv: Record<string, string> = { ...env, ...fillInAll(job.env ?? {}, contexts) };
  let failed: StepEnd | null = null;
  for (const [index, step] of job.steps.entries()) {
    const seen = { ...contexts, steps, env: jobEnv };
    if (!isWanted(step.if, seen, failed === null ? "success" : "failure")) continue;
    const title = step.name ?? step.uses ?? step.run ?? "";
    const paths = Object.fromEntries(
      Object.entries(files).map(([key, file]) => [key, join(cwd, `.${index}-${file}`)]),
    );
    for (const path of Object.values(paths)) await writeFile(path, "");
    const stepEnv = { ...jobEnv, ...fillInAll(step.env ?? {}, seen) };
    const end: StepEnd =
      step.uses === undefined
        ? await runShell(title, step.run!, { cwd, env: { ...world.processEnv, ...stepEnv, ...paths }, world })
        : await runAction(title, step.uses, {
            inputs: fillInAll(step.with ?? {}, seen),
            cwd,
            shelves,
            told: paths["GITHUB_OUTPUT"]!,
          });
    ends.push(end);
    if (end.exitCode !== 0) failed ??= end;
    jobEnv = { ...jobEnv, ...(await readMembers(paths["GITHUB_ENV"]!)) };
    if (step.id !== undefined) steps[step.id] = { outputs: await readMembers(paths["GITHUB_OUTPUT"]!) };
    const summary = await readFile(paths["GITHUB_STEP_SUMMARY"]!, "utf8");
    if (summary !== "") summaries.push(summary);
  }
  const outputs = fillInAll(job.outputs ?? {}, { ...contexts, steps, env: jobEnv });
  return {
    job: name,
    status: failed === null ? "success" : "failure",
    failed,
    steps: ends,
    outputs,
    summaries,
    cwd,
  };
}

async function readMembers(file: string): Promise<Record<string, string>> {
  const lines = (await readFile(file, "utf8")).split("\n").filter(Boolean);
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
}

interface ShellStart {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly world: WorkflowWorld;
}

function runShell(name: string, script: string, { cwd, env, world }: ShellStart): Promise<StepEnd> {
  const options = ["--noprofile", "--norc", "-eo", "pipefail", "-c", script];
  const shell = spawn("bash", options, {
    cwd,
    env: { ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  world.onStep?.(name, shell, env);
  let output = "";
  for (const stream of [shell.stdout, shell.stderr])
    stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve) => {
    shell.once("close", (exitCode) => resolve({ name, exitCode, output }));
  });
}

interface ActionStart {
  readonly inputs: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly shelves: Shelves;
  /** The file that its outputs go to. */
  readonly told: string;
}

async function runAction(
  name: string,
  uses: string,
  { inputs, cwd, shelves, told }: ActionStart,
): Promise<StepEnd> {
  const action = ACTIONS[uses.split("@")[0]!];
  if (action === undefined)
    throw new Error(`the workflow uses an action that the test does not know: ${uses}`);
  try {
    const outputs = await action(inputs, cwd, shelves);
    await writeFile(
      told,
      Object.entries(outputs)
        .map(([key, value]) => `${key}=${value}\n`)
        .join(""),
    );
    return { name, exitCode: 0, output: "" };
  } catch (error) {
    return { name, exitCode: 1, output: String(error) };
  }
}

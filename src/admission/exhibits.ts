import { basename } from "node:path";
import type { ExhibitKind } from "../core/certificate.ts";
import { canonicalJson } from "../core/hash.ts";
import type { SandboxFile } from "../core/sandbox.ts";
import type { LoadedTask } from "../core/suite.ts";
import type { Task } from "../core/task.ts";
import { type Folders, listFiles, readFiles, within } from "../host/folder-files.ts";
import { loadStartFiles } from "../runner/start-files.ts";
import { toPackFiles } from "./cheat-pack/pack.ts";
import { listNeverThere, overlay } from "./overlay.ts";

/** One workspace of a task's proof, before it is graded. */
export interface Exhibit {
  readonly kind: ExhibitKind;
  readonly name: string;
  readonly turn: number;
  readonly seed: number;
  readonly repeat: number;
  readonly task: Task;
  /** The workspace; the calls that a solution makes in the task's services are apart. */
  readonly files: readonly SandboxFile[];
  readonly calls: readonly string[];
  /** Ids of the checks that are asked. */
  readonly asks: readonly string[];
}

/** Whether its task is refused unless it passes every check that it is asked. */
export const mustPass = ({ kind }: Pick<Exhibit, "kind">): boolean =>
  kind === "solution" || kind === "alternative";

/** What is graded of a task, and what of its folders means nothing: mutants that name no check, deletions of what is not there. */
export interface Proof {
  readonly exhibits: readonly Exhibit[];
  readonly solution: readonly SandboxFile[];
  readonly strayMutants: readonly string[];
  readonly idleDeletions: readonly { readonly name: string; readonly path: string }[];
}

export interface ProofRequest {
  readonly loaded: LoadedTask;
  /** The task as a seed makes it. */
  readonly instantiate: (seed: number) => Task;
  readonly repeats: number;
  /** Name of the file of a solution that is carried out instead of copied. */
  readonly callsFile: string;
}

/** The names of cheats that fit every task begin with it. */
export const PACK_PREFIX = "pack/";

/** Seeds beside 0 that are looked through for variants of a task with variables. */
const LAST_SEED = 20;

/** Reads a task's proof and lays out every workspace that is to be graded. */
export async function layOutProof(request: ProofRequest): Promise<Proof> {
  const { loaded, repeats, callsFile } = request;
  const { task } = loaded;
  const last = task.turns.length;
  const start = await loadStartFiles(loaded, task);
  const required = task.checks.filter((check) => check.required).map(({ id }) => id);
  const common = { turn: last, seed: 0, repeat: 1, task, asks: task.checks.map(({ id }) => id) };
  const split = (files: readonly SandboxFile[]): Pick<Exhibit, "files" | "calls"> =>
    splitCalls(files, callsFile);

  const solution = await readLayers(within(loaded.layers, "solution"), start, last);
  const exhibits: Exhibit[] = [
    { ...common, kind: "empty", name: "empty workspace", files: [], calls: [], asks: required },
  ];
  if (start.length > 0)
    exhibits.push({
      ...common,
      kind: "untouched",
      name: "untouched workspace",
      files: start,
      calls: [],
      asks: required,
    });
  if (solution.length === 0) return { exhibits, solution: [], strayMutants: [], idleDeletions: [] };

  for (let turn = 1; turn <= last; turn += 1) {
    const asks = task.checks.filter((check) => check.turn <= turn).map(({ id }) => id);
    const layers = toCumulative(solution, turn, split);
    for (let repeat = 1; repeat <= (turn === last ? repeats : 1); repeat += 1)
      exhibits.push({ ...common, kind: "solution", name: "solution", turn, repeat, asks, ...layers });
  }
  const whole = toCumulative(solution, last, split);
  for (const [seed, variant] of listVariants(request))
    exhibits.push({
      ...common,
      kind: "solution",
      name: "solution",
      seed,
      task: variant,
      asks: listChanged(task, variant),
      ...whole,
    });

  for (const name of await listFolders(within(loaded.layers, "alternatives"))) {
    const layers = await readLayers(within(loaded.layers, `alternatives/${name}`), start, last);
    exhibits.push({
      ...common,
      kind: "alternative",
      name: `alternatives/${name}`,
      ...toCumulative(layers, last, split),
    });
  }
  const strayMutants: string[] = [];
  const idleDeletions: { name: string; path: string }[] = [];
  const noteIdle = (name: string, below: readonly SandboxFile[], above: readonly SandboxFile[]) =>
    idleDeletions.push(...listNeverThere(below, above).map((path) => ({ name, path })));
  for (const name of await listFolders(within(loaded.layers, "mutants"))) {
    const [check] = basename(name).split(".");
    if (check === undefined || !common.asks.includes(check)) {
      strayMutants.push(`mutants/${name}`);
      continue;
    }
    const above = await readFolder(within(loaded.layers, `mutants/${name}`));
    const changed = split(above);
    const files = overlay(whole.files, changed.files);
    noteIdle(`mutants/${name}`, whole.files, changed.files);
    const calls = changed.calls.length > 0 ? changed.calls : whole.calls;
    exhibits.push({ ...common, kind: "mutant", name: `mutants/${name}`, files, calls, asks: [check] });
  }
  for (const name of await listFolders(within(loaded.layers, "cheats"))) {
    const cheat = split(await readFolder(within(loaded.layers, `cheats/${name}`)));
    const files = overlay(start, cheat.files);
    noteIdle(`cheats/${name}`, start, cheat.files);
    exhibits.push({ ...common, kind: "cheat", name: `cheats/${name}`, ...cheat, files, asks: required });
  }
  for (const { name, files } of toPackFiles(loaded))
    exhibits.push({
      ...common,
      kind: "cheat",
      name: `${PACK_PREFIX}${name}`,
      files: overlay(start, files),
      calls: [],
      asks: required,
    });
  return { exhibits, solution: whole.files, strayMutants, idleDeletions };
}

/** Variants whose checks differ from those of the published one and from each other's: one for two repeats, and one at least. */
function* listVariants({
  loaded,
  instantiate,
  repeats,
}: ProofRequest): Generator<[seed: number, task: Task]> {
  if (Object.keys(loaded.task.vars).length === 0) return;
  const seen = new Set([canonicalJson(loaded.task.checks)]);
  const wanted = Math.max(1, Math.floor(repeats / 2));
  for (let seed = 1; seed <= LAST_SEED && seen.size <= wanted; seed += 1) {
    const variant = instantiate(seed);
    const text = canonicalJson(variant.checks);
    if (!seen.has(text)) yield [seed, variant];
    seen.add(text);
  }
}

/** Ids of the checks that a seed makes others. The rest has been asked of the same workspace under seed 0. */
function listChanged({ checks }: Task, variant: Task): string[] {
  const known = new Map(checks.map((check) => [check.id, canonicalJson(check)]));
  return variant.checks.filter((check) => known.get(check.id) !== canonicalJson(check)).map(({ id }) => id);
}

const TURN_FOLDER = /^turn-(\d+)\//;

/** A workspace turn by turn: the start with the first turn's files laid over it, then what each later turn changes. */
async function readLayers(
  folders: Folders,
  start: readonly SandboxFile[],
  turns: number,
): Promise<SandboxFile[][]> {
  const all = await readFolder(folders);
  if (all.length === 0) return [];
  const layers = [
    overlay(
      start,
      all.filter(({ path }) => !TURN_FOLDER.test(path)),
    ),
  ];
  for (let turn = 2; turn <= turns; turn += 1) {
    const prefix = `turn-${turn}/`;
    layers.push(
      all
        .filter(({ path }) => path.startsWith(prefix))
        .map((file) => ({ ...file, path: file.path.slice(prefix.length) })),
    );
  }
  return layers;
}

function toCumulative(
  layers: readonly (readonly SandboxFile[])[],
  turn: number,
  split: (files: readonly SandboxFile[]) => Pick<Exhibit, "files" | "calls">,
): Pick<Exhibit, "files" | "calls"> {
  let files: readonly SandboxFile[] = [];
  const calls: string[] = [];
  for (const layer of layers.slice(0, turn)) {
    const parts = split(layer);
    files = overlay(files, parts.files);
    calls.push(...parts.calls);
  }
  return { files, calls };
}

function splitCalls(files: readonly SandboxFile[], callsFile: string): Pick<Exhibit, "files" | "calls"> {
  return {
    files: files.filter(({ path }) => path !== callsFile),
    calls: files
      .filter(({ path }) => path === callsFile)
      .map(({ content }) => new TextDecoder().decode(content)),
  };
}

/** Names of the folders directly below. */
async function listFolders(folders: Folders): Promise<string[]> {
  const names = (await listFiles(folders))
    .filter((path) => path.includes("/"))
    .map((path) => path.split("/")[0]!);
  return [...new Set(names)].toSorted();
}

async function readFolder(folders: Folders): Promise<SandboxFile[]> {
  return readFiles(folders, await listFiles(folders));
}

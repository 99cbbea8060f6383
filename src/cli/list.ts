import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import Table from "cli-table3";
import { agents } from "../agents/registry.ts";
import { checkKinds } from "../checks/registry.ts";
import { UserError } from "../core/errors.ts";
import { unknownName } from "../core/user-errors.ts";
import { listBuiltInSuites, loadSuite } from "../loader/load-suite.ts";
import { suggest } from "../loader/suggest.ts";
import { sandboxProviders } from "../sandbox/registry.ts";
import { listRuns, loadRun, readJsonFile } from "../store/run-store.ts";
import { SummarySchema } from "../core/summary.ts";
import type { Noun } from "./commands/list.ts";

interface ListFlags {
  readonly results: string;
  readonly json?: boolean;
}

interface Listing {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly empty: string;
}

type List = (flags: ListFlags) => Promise<Listing>;

/** What can be listed: one line here a noun. */
const LISTINGS: Readonly<Record<string, List>> = {
  runs: listStoredRuns,
  suites: listSuites,
  tasks: listTasks,
  agents: async () => ({
    head: ["agent", "version", "model", "what it does"],
    rows: Object.values(agents).map(({ name, version, model, summary }) => [
      name,
      version ?? "built in",
      model,
      summary,
    ]),
    empty: "no agents",
  }),
  checks: async () => ({
    head: ["kind", "what it checks"],
    rows: checkKinds.map(({ key, summary }) => [key, summary]),
    empty: "no kinds of check",
  }),
  sandboxes: async () => ({
    head: ["sandbox", "what it is"],
    rows: Object.values(sandboxProviders).map(({ name, summary }) => [name, summary]),
    empty: "no sandboxes",
  }),
} satisfies Readonly<Record<Noun, List>>;

export async function listCommand(what: string, flags: ListFlags): Promise<void> {
  const nouns = Object.keys(LISTINGS);
  const listing = LISTINGS[what];
  if (listing === undefined) throw unknownName("listing", what, nouns, suggest(what, nouns));
  print(await listing(flags), flags.json === true);
}

function print({ head, rows, empty }: Listing, asJson: boolean): void {
  if (asJson) {
    const objects = rows.map((row) => Object.fromEntries(head.map((key, index) => [key, row[index]])));
    process.stdout.write(`${JSON.stringify(objects, null, 2)}\n`);
    return;
  }
  if (rows.length === 0) {
    process.stdout.write(`${empty}\n`);
    return;
  }
  const table = new Table({ head: [...head], style: { head: [], border: [], compact: true } });
  for (const row of rows) table.push([...row]);
  process.stdout.write(`${table.toString()}\n`);
}

async function listStoredRuns({ results }: ListFlags): Promise<Listing> {
  const folder = resolve(results);
  const rows = await Promise.all((await listRuns(folder)).map((name) => describeRun(name, folder)));
  return {
    head: ["run", "trials", "passed", "mean score"],
    rows,
    empty: "no runs yet: `buildoff run starter` makes one",
  };
}

async function describeRun(name: string, folder: string): Promise<string[]> {
  try {
    const { manifest, folder: run } = await loadRun(name, folder);
    const text = await readFile(run.summary, "utf8").catch(() => null);
    if (text === null) return [name, String(manifest.trials.length), "unfinished", "–"];
    const { finished, planned, passed, scored, groups } = await readJsonFile(run.summary, SummarySchema);
    const means = groups.map(({ score }) => score.value?.toFixed(2) ?? "–");
    return [name, `${finished}/${planned}`, `${passed}/${scored}`, means.join(" ")];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [name, "–", "damaged", "–"];
  }
}

async function listSuites(): Promise<Listing> {
  const suites = await Promise.all((await listBuiltInSuites()).map((name) => loadSuite(name, checkKinds)));
  return {
    head: ["suite", "version", "tasks", "title"],
    rows: suites.map(({ file, tasks }) => [file.name, file.version, String(tasks.length), file.title]),
    empty: "no suites",
  };
}

async function listTasks(): Promise<Listing> {
  const suites = await Promise.all((await listBuiltInSuites()).map((name) => loadSuite(name, checkKinds)));
  const rows = suites.flatMap(({ file, tasks }) =>
    tasks.map(({ task }) => [
      task.id,
      file.name,
      task.category,
      task.difficulty,
      String(task.checks.length),
      task.title,
    ]),
  );
  return { head: ["task", "suite", "category", "difficulty", "checks", "title"], rows, empty: "no tasks" };
}

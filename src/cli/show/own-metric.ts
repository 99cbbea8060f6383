import { join } from "node:path";
import Table from "cli-table3";
import { formatPercent } from "../statistics-text.ts";
import { UserError } from "../../core/errors.ts";
import { IMPORT_FILE, type ImportFile, ImportFileSchema } from "../../importers/import-file.ts";
import type { OwnMetric } from "../../importers/importer.ts";
import { importers } from "../../importers/registry.ts";
import { readJsonFile, type StoredRun } from "../../store/run-store.ts";
import { loadResult } from "./load-trial.ts";

/** The figure that the authors of an imported suite publish, per configuration; empty where the suite is none, or is gone. */
export async function describeOwnMetric(run: StoredRun): Promise<string> {
  const file = await loadImport(run.manifest.suite.folder);
  const metric = file === null ? null : (importers[file.importer]?.metric ?? null);
  if (file === null || metric === null) return "";
  try {
    return await renderMetric(run, file, metric);
  } catch (error) {
    // The summary stands without it.
    if (error instanceof UserError) return `\n${metric.name}@n is not known: ${error.message}\n`;
    throw error;
  }
}

async function renderMetric(run: StoredRun, file: ImportFile, metric: OwnMetric): Promise<string> {
  const turns = new Map(file.tasks.map((task) => [task.id, task.turns]));
  const groups = await collectAttempts(run);
  const most = Math.max(
    0,
    ...[...groups.values()].flatMap((tasks) => tasks.map(({ attempts }) => attempts.length)),
  );
  if (most === 0) return "";
  const columns = Array.from({ length: most }, (_, index) => index + 1);
  const table = new Table({
    head: ["configuration", "tasks", ...columns.map((n) => `${metric.name}@${n}`)],
    style: { head: [], border: [], compact: true },
  });
  for (const [name, tasks] of groups) {
    const known = tasks.filter(({ task }) => turns.has(task));
    const means = columns.map((n) => formatPercent(meanOf(metric, known, { turns, n })));
    if (known.length > 0) table.push([name, String(known.length), ...means]);
  }
  return `\n${table.toString()}\n`;
}

async function loadImport(folder: string): Promise<ImportFile | null> {
  try {
    return await readJsonFile(join(folder, IMPORT_FILE), ImportFileSchema);
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

interface Attempts {
  readonly task: string;
  /** Of each attempt, whether each of its turns passed. */
  readonly attempts: boolean[][];
}

/** Of each configuration, each task's attempts in their order. What could not be scored says nothing. */
async function collectAttempts({ manifest, folder }: StoredRun): Promise<Map<string, Attempts[]>> {
  const groups = new Map<string, Map<string, Attempts>>();
  const trials = manifest.trials.toSorted((a, b) => a.attempt - b.attempt);
  for (const { id, agent, model, task, language, seed } of trials) {
    const result = await loadResult(folder, id);
    if (result === null || result.score === null) continue;
    const name = model === null ? agent : `${agent} ${model}`;
    const tasks = groups.get(name) ?? new Map<string, Attempts>();
    groups.set(name, tasks);
    const key = JSON.stringify([task, language, seed]);
    const own = tasks.get(key) ?? { task, attempts: [] };
    tasks.set(key, own);
    own.attempts.push(result.turns.map(({ passed }) => passed));
  }
  return new Map([...groups].map(([name, tasks]) => [name, [...tasks.values()]]));
}

function meanOf(
  metric: OwnMetric,
  tasks: readonly Attempts[],
  { turns, n }: { readonly turns: ReadonlyMap<string, number>; readonly n: number },
): number {
  const values = tasks.map(({ task, attempts }) => metric.of(attempts, turns.get(task)!, n));
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

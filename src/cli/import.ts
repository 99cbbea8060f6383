import { relative, resolve } from "node:path";
import Table from "cli-table3";
import { flagWithoutUse } from "../core/setting-errors.ts";
import { unknownName } from "../core/user-errors.ts";
import { importers } from "../importers/registry.ts";
import type { ImportFile } from "../importers/import-file.ts";
import { suggest } from "../loader/suggest.ts";
import { countOf } from "./statistics-text.ts";
import { version } from "./version.ts";

/** Columns where there is no terminal to ask. */
const WIDTH = 120;

interface ImportFlags {
  readonly to?: string;
  readonly project?: readonly string[];
  readonly packages?: boolean;
}

export async function importCommand(name: string, folder: string, flags: ImportFlags): Promise<void> {
  const importer = importers[name];
  const names = Object.keys(importers);
  if (importer === undefined) throw unknownName("source", name, names, suggest(name, names));
  if (flags.packages === true && !importer.takesPackages)
    throw flagWithoutUse("--packages", `${name} needs no package`);
  const target = resolve(flags.to ?? importer.name);
  const file = await importer.run({
    source: resolve(folder),
    target,
    only: flags.project ?? [],
    packages: flags.packages === true,
    version,
    progress: (line) => void (process.stderr.isTTY && process.stderr.write(`${line}\n`)),
  });
  process.stdout.write(renderImport(file, toShortPath(target), importer.unit));
}

function toShortPath(path: string): string {
  const short = relative(process.cwd(), path);
  return short === "" || short.startsWith("..") ? path : short;
}

/** What was imported, and what was not and why, as tables. */
function renderImport({ tasks, notRun }: ImportFile, target: string, unit: string): string {
  const turns = tasks.reduce((sum, task) => sum + task.turns, 0);
  const checks = tasks.reduce((sum, task) => sum + task.checks, 0);
  const done = toTable(
    ["task", "stack", "turns", "checks"],
    tasks.map((task) => [task.id, task.stack, String(task.turns), String(task.checks)]),
  );
  const left =
    notRun.length === 0
      ? ""
      : `\nnot run:\n${toTable(
          [unit, "why"],
          notRun.map(({ what, reason }) => [what, reason]),
        )}\n`;
  const sum = `${countOf(tasks.length, "task")} with ${countOf(turns, "turn")} and ${countOf(checks, "check")} in ${target}`;
  return `${done}\n${left}\n${sum}\n\nbuildoff run ${target} --agent oracle\n`;
}

function toTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, index) => Math.max(...[head, ...rows].map((row) => row[index]!.length)) + 2);
  const room = (process.stdout.columns ?? WIDTH) - head.length - 1;
  // The last column is the one that holds sentences.
  const last = Math.max(
    20,
    Math.min(widths.at(-1)!, room - widths.slice(0, -1).reduce((sum, width) => sum + width, 0)),
  );
  const table = new Table({
    head: [...head],
    style: { head: [], border: [], compact: true },
    colWidths: [...widths.slice(0, -1), last],
    wordWrap: true,
  });
  for (const row of rows) table.push([...row]);
  return table.toString();
}

import Table from "cli-table3";
import type { PlannedRun } from "./plan-run.ts";

/** Characters of a hash that a table shows. */
const SHORT_HASH = 12;

/** Prints what would be run, with the hashes of what it would be run on. */
export function printPlan({ suite, trials, limits }: PlannedRun, asJson: boolean): void {
  const tasks = suite.tasks.map(({ task, hash }) => ({ id: task.id, hash, limits: limits[task.id] }));
  if (asJson) {
    const plan = {
      suite: { name: suite.file.name, version: suite.file.version, hash: suite.hash },
      tasks,
      trials,
    };
    process.stdout.write(`${JSON.stringify(plan, null, 2)}\n`);
    return;
  }
  const table = new Table({
    head: ["trial", "task hash", "fingerprint"],
    style: { head: [], border: [], compact: true },
  });
  const hashOf = (id: string) => tasks.find((task) => task.id === id)?.hash ?? "";
  for (const { id, task, fingerprint } of trials) {
    table.push([id, hashOf(task).slice(0, SHORT_HASH), fingerprint.slice(0, SHORT_HASH)]);
  }
  const head = `suite ${suite.file.name} ${suite.file.version} (${suite.hash.slice(0, SHORT_HASH)}), ${trials.length} trials`;
  process.stdout.write(`${head}\n${table.toString()}\nnothing was started; leave --dry-run out to run it\n`);
}

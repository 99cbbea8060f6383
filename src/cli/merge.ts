import { join, resolve } from "node:path";
import type { Command } from "commander";
import { prunedShard } from "../core/setting-errors.ts";
import { joinShards } from "../core/shards.ts";
import { sha256 } from "../loader/digest.ts";
import { readPrunedPaths } from "../store/seal/pruned.ts";
import { mergeRuns } from "../store/merge-runs.ts";
import { loadRunAsWritten } from "../store/run-store.ts";
import { abortOnSignal } from "./abort-on-signal.ts";
import { EXIT, printEnd } from "./finish.ts";
import { requireRunName } from "./run-config.ts";
import { writeRunFiles } from "./run-files.ts";
import { addResultsOption } from "./run-options.ts";

interface MergeFlags {
  readonly name?: string;
  readonly results: string;
  readonly json?: boolean;
}

export function registerMerge(program: Command): void {
  const command = program
    .command("merge")
    .summary("put the shards of one plan together")
    .description(
      "Makes one run of those that `run --shard` made of one plan: the run that there would have been without shards. All shards must be there and finished; they are left as they are.",
    )
    .argument("<run...>", "the runs of all shards, by folder or name")
    .option("--name <name>", "name of the new run's folder")
    .option("--json", "one JSON object instead of a table");
  addResultsOption(command).action(mergeCommand);
}

async function mergeCommand(runs: readonly string[], flags: MergeFlags): Promise<void> {
  const results = resolve(flags.results);
  if (flags.name !== undefined) requireRunName(flags.name);
  const found = await Promise.all(runs.map((run) => loadRunAsWritten(run, results)));
  const { shards, manifest } = joinShards(
    found,
    (createdAt) => flags.name ?? toMergedName(createdAt, found[0]!.manifest.suite.name),
    sha256,
  );
  for (const { folder } of shards)
    if ((await readPrunedPaths(folder.seal, "")).size > 0) throw prunedShard(folder.path);
  using interrupt = abortOnSignal();
  const { folder, end } = await mergeRuns({
    shards,
    manifest,
    path: join(results, manifest.runId),
    finish: async (folder, rows) => {
      const summary = await writeRunFiles({ folder, manifest, rows, rescoring: undefined, note });
      return { summary, rows, stoppedBy: null };
    },
    signal: interrupt.signal,
  });
  printEnd({ end, folder, isInterrupted: false, exitCode: EXIT.ok, flags });
}

const note = (line: string): void => void process.stderr.write(`${line}\n`);

const toMergedName = (createdAt: string, suite: string): string =>
  `${createdAt.slice(0, 23).replaceAll(/[:.]/g, "-")}-${suite}-merged`;

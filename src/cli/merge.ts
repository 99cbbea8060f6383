import { join, resolve } from "node:path";
import { prunedShard } from "../core/setting-errors.ts";
import { joinShards } from "../core/shards.ts";
import { sha256 } from "../loader/digest.ts";
import { readPrunedPaths } from "../store/seal/pruned.ts";
import { mergeRuns } from "../store/merge-runs.ts";
import { loadRunAsWritten } from "../store/run-store.ts";
import { abortOnSignal } from "./abort-on-signal.ts";
import { EXIT } from "./exit.ts";
import { printEnd } from "./finish.ts";
import { requireRunName } from "./run-config.ts";
import { writeRunFiles } from "./run-files.ts";

interface MergeFlags {
  readonly name?: string;
  readonly results: string;
  readonly json?: boolean;
}

export async function mergeCommand(runs: readonly string[], flags: MergeFlags): Promise<void> {
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

import { join } from "node:path";
import { brokenLedger } from "../core/result-errors.ts";
import type { LedgerRecord } from "../core/ledger.ts";
import type { Shard } from "../core/manifest.ts";
import { describeRecord, readChain, toLedgerFile } from "./ledger/chain.ts";
import { fileExists } from "./run-store.ts";

/**
 * Every record of a results folder's ledger, oldest first; none where there is no ledger. A last line that a crash tore is
 * left out.
 * @throws UserError `broken-ledger` at the first record that was changed, put in, removed or moved
 */
export async function* readLedger(resultsFolder: string): AsyncGenerator<LedgerRecord> {
  const file = toLedgerFile(resultsFolder);
  for await (const { number, record, problem } of readChain(file)) {
    if (problem?.code === "torn") return;
    if (record === null || problem !== null)
      throw brokenLedger(`${file}:${number}`, describeRecord(record), problem?.message ?? "");
    yield record;
  }
}

/** A run as a table over runs knows it. */
export interface ListedRun {
  readonly runId: string;
  /** The manifest's; `startedAt` in a summary. A name can be given again after its run was removed. */
  readonly createdAt: string;
  readonly suiteHash: string;
  /** `key` of each of its configurations. */
  readonly configurationKeys: readonly string[];
}

/** A run that the ledger knows and a table leaves out, though it has a configuration in common with it. */
export interface UnlistedRun {
  readonly runId: string;
  readonly createdAt: string;
  readonly suiteHash: string;
  /** Those of its configurations that the listed runs have on the same suite. */
  readonly configurations: readonly { readonly key: string; readonly name: string }[];
  /** `derived`: it grades another run's workspaces again; `shard`: it is a part of a plan. */
  readonly kind: "run" | "derived" | "shard";
  readonly derivedFrom: string | null;
  readonly shard: Shard | null;
  /** `whole`: every trial has a result; `partial`: not every one; `unsealed`: it never came to its end. */
  readonly state: "whole" | "partial" | "unsealed";
  /** Its folder is no longer in the results folder. */
  readonly isGone: boolean;
}

/**
 * Runs of the results folder's ledger that have a configuration and a suite hash in common with one of the given runs, and
 * are not among them; oldest first. Without a ledger there is none.
 * @throws UserError `broken-ledger`
 */
export async function findUnlistedRuns({
  resultsFolder,
  runs,
}: {
  readonly resultsFolder: string;
  readonly runs: readonly ListedRun[];
}): Promise<UnlistedRun[]> {
  const listed = new Set(runs.map(({ runId, createdAt }) => toIdentity(runId, createdAt)));
  const wanted = new Set(
    runs.flatMap(({ suiteHash, configurationKeys }) => configurationKeys.map((key) => `${suiteHash} ${key}`)),
  );
  const found: UnlistedRun[] = [];
  for (const known of await readLedgerRuns(resultsFolder)) {
    const { runId, createdAt, suite, configurations, derivedFrom, shard } = known.created;
    const shared = configurations.filter(({ key }) => wanted.has(`${suite.hash} ${key}`));
    if (shared.length === 0 || listed.has(toIdentity(runId, createdAt))) continue;
    found.push({
      runId,
      createdAt,
      suiteHash: suite.hash,
      configurations: shared,
      kind: derivedFrom !== null ? "derived" : shard !== null ? "shard" : "run",
      derivedFrom,
      shard,
      state: known.isWhole === null ? "unsealed" : known.isWhole ? "whole" : "partial",
      isGone: known.isReplaced || !(await fileExists(join(resultsFolder, runId))),
    });
  }
  return found;
}

const toIdentity = (runId: string, createdAt: string): string => `${createdAt} ${runId}`;

/** Everything that a ledger says of one run. */
export interface LedgerRun {
  readonly created: Extract<LedgerRecord, { type: "created" }>;
  /** The last seal that was recorded; null where there is none. */
  readonly seal: string | null;
  /** As the last seal says; null where there is none. */
  readonly isWhole: boolean | null;
  readonly isRemoved: boolean;
  /** A later run has its name. */
  readonly isReplaced: boolean;
}

/** The runs of a ledger, in the order in which they were made. @throws UserError `broken-ledger` */
export async function readLedgerRuns(resultsFolder: string): Promise<LedgerRun[]> {
  return foldLedger(readLedger(resultsFolder));
}

async function foldLedger(records: AsyncIterable<LedgerRecord>): Promise<LedgerRun[]> {
  const runs: LedgerRun[] = [];
  const last = new Map<string, number>();
  const change = (runId: string, to: Partial<LedgerRun>): void => {
    const index = last.get(runId);
    if (index !== undefined) runs[index] = { ...runs[index]!, ...to };
  };
  for await (const record of records) {
    switch (record.type) {
      case "begun":
        break;
      case "created":
        change(record.runId, { isReplaced: true });
        last.set(record.runId, runs.length);
        runs.push({ created: record, seal: null, isWhole: null, isRemoved: false, isReplaced: false });
        break;
      case "sealed":
        change(record.runId, { seal: record.seal, isWhole: record.isWhole });
        break;
      case "pruned":
        change(record.runId, { seal: record.seal });
        break;
      case "removed":
        change(record.runId, { isRemoved: true });
        break;
    }
  }
  return runs;
}

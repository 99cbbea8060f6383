import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { toConfigurations } from "../../core/configuration.ts";
import type { LedgerEntry } from "../../core/ledger.ts";
import type { Manifest } from "../../core/manifest.ts";
import type { LedgerPosition } from "../../core/seal.ts";
import type { RunFolder } from "../run-folder.ts";
import { appendToLedger } from "./append.ts";
import { readChain, readStoreId, toLedgerFile } from "./chain.ts";

/** The results folder that a run lies in. */
export const resultsFolderOf = (folder: Pick<RunFolder, "path">): string => dirname(resolve(folder.path));

/**
 * Puts a run into the ledger of its results folder, unless it stands there already: a crash can come in between.
 * @returns where the ledger stands then
 * @throws as {@link appendToLedger}
 */
export async function recordCreated(folder: RunFolder, manifest: Manifest): Promise<LedgerPosition> {
  const results = resultsFolderOf(folder);
  const head = await appendToLedger(results, async () =>
    (await isRecorded(results, manifest)) ? [] : [await toCreated(folder, manifest)],
  );
  return { store: (await readStoreId(results))!, head };
}

/** Puts what became of a run into the ledger that it stands in. @throws as {@link appendToLedger} */
export async function recordChange(folder: RunFolder, entry: LedgerEntry): Promise<void> {
  await appendToLedger(resultsFolderOf(folder), async () => [entry]);
}

async function isRecorded(results: string, { runId, createdAt }: Manifest): Promise<boolean> {
  for await (const { record } of readChain(toLedgerFile(results)))
    if (record?.type === "created" && record.runId === runId && record.createdAt === createdAt) return true;
  return false;
}

async function toCreated(folder: RunFolder, manifest: Manifest): Promise<LedgerEntry> {
  const { runId, createdAt, suite, derivedFrom, shard, trials } = manifest;
  const sha256 = (data: string | Uint8Array): string => createHash("sha256").update(data).digest("hex");
  return {
    type: "created",
    at: new Date().toISOString(),
    runId,
    createdAt,
    manifest: sha256(await readFile(folder.manifest)),
    suite: { name: suite.name, version: suite.version, hash: suite.hash },
    configurations: toConfigurations(manifest, sha256).map(({ key, name }) => ({ key, name })),
    trials: trials.length,
    derivedFrom,
    shard,
  };
}

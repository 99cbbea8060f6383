import { rm } from "node:fs/promises";
import { UserError } from "../core/errors.ts";
import type { LedgerEntry } from "../core/ledger.ts";
import type { Manifest } from "../core/manifest.ts";
import type { LedgerPosition } from "../core/seal.ts";
import { recordChange, recordCreated } from "./ledger/record.ts";
import type { RunFolder } from "./run-folder.ts";
import { readSealSummary } from "./seal/read.ts";
import { writeSeal } from "./seal/write.ts";

export interface RunSealing {
  readonly folder: RunFolder;
  readonly manifest: Manifest;
  /** Whether every trial of the plan has a result. */
  readonly isWhole: boolean;
  /** Version of the harness. */
  readonly buildoff: string;
  /** Told what does not keep the run from being sealed. */
  readonly note: (line: string) => void;
}

/** From so many on it takes long enough to be told. */
const MANY_TRIALS = 5_000;

/**
 * Seals a run at its end, and records that in the ledger of its results folder.
 * @throws InfraError `store`
 */
export async function sealRun({ folder, manifest, isWhole, buildoff, note }: RunSealing): Promise<void> {
  await removeBrokenSeal(folder, note);
  const ledger = await enterLedger(folder, manifest, note);
  const { runId } = manifest;
  const at = new Date().toISOString();
  const head = { type: "seal", schema: 1, runId, at, buildoff, isWhole, ledger, prunes: null } as const;
  if (manifest.trials.length >= MANY_TRIALS) note("sealing the run: all of its files are hashed");
  const seal = await writeSeal(folder, head);
  if (ledger !== null) await enterChange(folder, { type: "sealed", at, runId, seal, isWhole }, note);
}

/** Puts a run into the ledger, unless it stands there. Null, and a note, where the ledger cannot be written. */
export async function enterLedger(
  folder: RunFolder,
  manifest: Manifest,
  note: (line: string) => void,
): Promise<LedgerPosition | null> {
  try {
    return await recordCreated(folder, manifest);
  } catch (error) {
    note(describeFailure(error));
    return null;
  }
}

/** Puts what became of a run into the ledger. Says it where the ledger cannot be written. */
export async function enterChange(
  folder: RunFolder,
  entry: LedgerEntry,
  note: (line: string) => void,
): Promise<void> {
  await recordChange(folder, entry).catch((error: unknown) => note(describeFailure(error)));
}

const describeFailure = (error: unknown): string =>
  `warning: the ledger of the results folder could not be written, and does not tell of this run: ${(error as Error).message}`;

/** It tells nothing any more, and would keep the run from being sealed again. */
async function removeBrokenSeal({ seal }: RunFolder, note: (line: string) => void): Promise<void> {
  try {
    await readSealSummary(seal);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    note(`warning: the seal that the run had is replaced, since it was damaged: ${error.message}`);
    await rm(seal);
  }
}

import { join } from "node:path";
import { readLedgerRuns } from "../ledger.ts";
import { appendToLedger } from "../ledger/append.ts";
import { toLedgerFile } from "../ledger/chain.ts";
import { fileExists, listRuns, loadRun } from "../run-store.ts";

/** Puts into the ledger which of its runs are no longer there. Says it where the ledger cannot be read or written. */
export async function recordGoneRuns(resultsFolder: string, note: (line: string) => void): Promise<void> {
  if (!(await fileExists(toLedgerFile(resultsFolder)))) return;
  try {
    const there = new Set(await listRunIds(resultsFolder));
    const known = await readLedgerRuns(resultsFolder);
    const gone = known.filter(
      ({ created, isRemoved, isReplaced }) => !isRemoved && !isReplaced && !there.has(created.runId),
    );
    if (gone.length === 0) return;
    const at = new Date().toISOString();
    await appendToLedger(resultsFolder, async () =>
      gone.map(({ created }) => ({ type: "removed", at, runId: created.runId })),
    );
  } catch (error) {
    note(`warning: the ledger does not tell which runs are gone: ${(error as Error).message}`);
  }
}

/** By their manifests: a folder can be given another name. */
async function listRunIds(resultsFolder: string): Promise<string[]> {
  const names = await listRuns(resultsFolder);
  const ids = await Promise.all(
    names.map(async (name) => [
      name,
      await loadRun(join(resultsFolder, name), resultsFolder).then(
        ({ manifest }) => manifest.runId,
        () => name,
      ),
    ]),
  );
  return ids.flat();
}

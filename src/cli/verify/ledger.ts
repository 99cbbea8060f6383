import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { UserError } from "../../core/errors.ts";
import type { LedgerRecord } from "../../core/ledger.ts";
import type { LedgerPosition } from "../../core/seal.ts";
import { describeRecord, type LedgerLine, readChain, toLedgerFile } from "../../store/ledger/chain.ts";
import { resultsFolderOf } from "../../store/ledger/record.ts";
import { fileExists } from "../../store/run-store.ts";
import { readSealSummary, type SealSummary } from "../../store/seal/read.ts";
import {
  countOf,
  type Finding,
  finding,
  type InspectedRun,
  type Inspector,
  judge,
  unknown,
} from "./inspection.ts";

/** The ledger of the results folder is one unbroken chain, and tells of this run what is in its folder. */
export const ledgerInspector: Inspector = {
  kind: "ledger",
  isOfRunAlone: false,
  inspect: async (run) => {
    const file = toLedgerFile(resultsFolderOf(run.folder));
    if (!(await fileExists(file))) return unknown(`there is none beside the run: ${file}`);
    const seal = await readSealSummary(run.folder.seal).catch(ignoreBroken);
    const told = await readTold(file, run.manifest, seal?.head.ledger ?? null);
    const findings = told.breaks.map(({ number, record, problem }) =>
      finding(file, problem!.message, `line ${number} (${describeRecord(record)})`),
    );
    const said = `${countOf(told.records, "record")} in ${file}`;
    if (told.created === null && findings.length === 0 && seal?.head.ledger === null)
      return unknown(`${said}: it could not be written when the run ended, and does not tell of it`);
    if (told.created === null && findings.length === 0 && told.store !== seal?.head.ledger?.store)
      return unknown(`${said}: it is that of another results folder, and does not tell of this run`);
    return judge(said, [...findings, ...(await compareRun(file, told, { run, seal }))]);
  },
};

/** That a seal is damaged is told by the files' inspection. */
function ignoreBroken(error: unknown): null {
  if (error instanceof UserError) return null;
  throw error;
}

interface Told {
  readonly records: number;
  readonly breaks: readonly LedgerLine[];
  readonly store: string | null;
  readonly created: Extract<LedgerRecord, { type: "created" }> | null;
  /** The last seal that stands there. */
  readonly seal: string | null;
  /** Whether the record stands there after which the run was sealed. */
  readonly hasHead: boolean;
}

async function readTold(
  file: string,
  { runId, createdAt }: { readonly runId: string; readonly createdAt: string },
  position: LedgerPosition | null,
): Promise<Told> {
  const breaks: LedgerLine[] = [];
  let told: Omit<Told, "breaks"> = { records: 0, store: null, created: null, seal: null, hasHead: false };
  // After a run of the same name that was made later, records are of that one.
  let isOfRun = false;
  for await (const line of readChain(file)) {
    const { record, hash, problem } = line;
    if (problem !== null) breaks.push(line);
    told = { ...told, records: told.records + 1, hasHead: told.hasHead || hash === position?.head };
    if (record?.type === "begun") told = { ...told, store: record.store };
    else if (record?.runId === runId) {
      if (record.type === "created") isOfRun = record.createdAt === createdAt;
      if (!isOfRun) continue;
      if (record.type === "created") told = { ...told, created: record };
      if (record.type === "sealed" || record.type === "pruned") told = { ...told, seal: record.seal };
    }
  }
  return { ...told, breaks };
}

async function compareRun(
  file: string,
  told: Told,
  { run, seal }: { readonly run: InspectedRun; readonly seal: SealSummary | null },
): Promise<Finding[]> {
  const { runId } = run.manifest;
  if (told.created === null)
    return [
      finding(
        file,
        "it does not tell of this run, though the run was made here: records were removed",
        runId,
      ),
    ];
  const findings: Finding[] = [];
  const manifest = createHash("sha256")
    .update(await readFile(run.folder.manifest))
    .digest("hex");
  if (told.created.manifest !== manifest)
    findings.push(finding("manifest.json", "it is not what the ledger says that the run was created with"));
  if (seal === null) return findings;
  if (told.seal !== seal.end.sha256)
    findings.push(
      finding(
        file,
        told.seal === null
          ? "it does not tell that the run was sealed: a record was removed, or a crash came in between (`buildoff resume` seals it again)"
          : "its last seal of this run is another one than the run has",
        runId,
      ),
    );
  if (seal.head.ledger !== null && !told.hasHead)
    findings.push(
      finding(
        file,
        "the record after which the run was sealed is gone: what stands before the seal was changed",
        runId,
      ),
    );
  return findings;
}

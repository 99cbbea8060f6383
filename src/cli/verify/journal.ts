import { basename } from "node:path";
import { z } from "zod";
import { UserError } from "../../core/errors.ts";
import type { Manifest } from "../../core/manifest.ts";
import { TrialResultSchema } from "../../core/result.ts";
import { toTrialRow, type TrialRow, TrialRowSchema } from "../../core/trial-row.ts";
import { readRecords } from "../../store/lines.ts";
import type { RunFolder } from "../../store/run-folder.ts";
import { fileExists, readJsonFile } from "../../store/run-store.ts";
import { countOf, type Finding, finding, type Inspector, judge } from "./inspection.ts";
import { digestOf, digestText, readToldResults, type ToldResult } from "./told-results.ts";

/** The journal's records give the rows of `trials.jsonl` and every `result.json`. */
export const journalInspector: Inspector = {
  kind: "journal",
  isOfRunAlone: true,
  inspect: async ({ folder, manifest }) => {
    const [journal, trials] = [folder.journal, folder.trials].map((file) => basename(file));
    for (const file of [folder.journal, folder.trials])
      if (!(await fileExists(file))) return judge("its records", [finding(basename(file), "it is missing")]);
    try {
      const told = await readToldResults(folder.journal, manifest);
      const { findings, rows } = await compareRows(folder, manifest, told.results);
      return judge(
        `${countOf(told.records, "record")} of ${journal} give ${countOf(rows, "row")} of ${trials}`,
        [...told.findings, ...findings],
      );
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return judge("its records", [finding(null, error.message)]);
    }
  },
};

async function compareRows(
  folder: RunFolder,
  { trials }: Manifest,
  told: ReadonlyMap<string, ToldResult>,
): Promise<{ readonly findings: readonly Finding[]; readonly rows: number }> {
  const planned = new Set(trials.map(({ id }) => id));
  const missing = new Set([...told].flatMap(([id, { isFinal }]) => (isFinal ? [id] : [])));
  const findings: Finding[] = [];
  let rows = 0;
  let before = "";
  for await (const row of readRecords(folder.trials, TrialRowSchema)) {
    rows += 1;
    missing.delete(row.id);
    const of = `line ${rows} (${row.id})`;
    const problem =
      row.id <= before
        ? "it is not in the order of the ids"
        : planned.has(row.id)
          ? findRowProblem(row, told.get(row.id))
          : "its trial is not in the manifest";
    if (problem !== null) findings.push(finding(basename(folder.trials), problem, of));
    else findings.push(...(await compareResult(folder, row, told.get(row.id))));
    before = row.id;
  }
  for (const id of missing)
    findings.push(finding(basename(folder.trials), `it lacks ${id}, of which the journal has a result`));
  return { findings, rows };
}

function findRowProblem(row: TrialRow, told: ToldResult | undefined): string | null {
  // A cancelled trial is run again some day: no journal has it as finished.
  const isCancelled = row.outcome.kind === "cancelled" && told?.isFinal !== true;
  if (isCancelled || told?.row === digestOf(row)) return null;
  return told === undefined
    ? "the journal has no result of this trial"
    : "it is not what the journal's record of this trial gives";
}

async function compareResult(
  { trial }: RunFolder,
  row: TrialRow,
  told: ToldResult | undefined,
): Promise<Finding[]> {
  const file = trial(row.id).result;
  const path = `trials/${row.id}/${basename(file)}`;
  if (!(await fileExists(file))) return [finding(path, "it is missing")];
  try {
    // What the journal has was read by its schema; what is the same needs not be.
    const isTold =
      row.outcome.kind === "cancelled"
        ? digestOf(toTrialRow(await readJsonFile(file, TrialResultSchema))) === digestOf(row)
        : digestText(JSON.stringify(await readJsonFile(file, z.unknown()))) === told?.result;
    return isTold ? [] : [finding(path, "it is not what the journal has of this trial")];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [finding(path, error.message)];
  }
}

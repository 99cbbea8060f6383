import { hash } from "node:crypto";
import { canonicalJson } from "../../core/hash.ts";
import type { FrozenRecord, JournalRecord } from "../../core/journal.ts";
import type { Manifest } from "../../core/manifest.ts";
import type { TrialResult } from "../../core/result.ts";
import { toTrialRow } from "../../core/trial-row.ts";
import { parseRecord } from "../../store/journal.ts";
import { readLines } from "../../store/lines.ts";
import { type Finding, finding } from "./inspection.ts";

/** What a journal says of a trial's result, kept small: a run may have very many. */
export interface ToldResult {
  /** Digest of the row that it gives. */
  readonly row: string;
  /** Digest of the whole, as {@link digestText} makes it. */
  readonly result: string;
  /** An outage is not: a later result takes its place, and may be a cancelled one that no journal has. */
  readonly isFinal: boolean;
}

export interface ToldJournal {
  readonly records: number;
  readonly results: ReadonlyMap<string, ToldResult>;
  readonly findings: readonly Finding[];
}

/** Of what a value says. */
export const digestOf = (value: unknown): string => digestText(canonicalJson(value));

/** Of a text, short, since many are kept. */
export const digestText = (text: string): string => hash("sha256", text, "base64").slice(0, 22);

/**
 * Reads a journal to its end, and holds its records against each other and against the plan.
 * @throws UserError `broken-journal`
 */
export async function readToldResults(file: string, manifest: Manifest): Promise<ToldJournal> {
  const planned = new Map(manifest.trials.map((trial) => [trial.id, digestOf(trial)]));
  const results = new Map<string, ToldResult>();
  const frozen = new Map<string, string>();
  const findings: Finding[] = [];
  let number = 0;
  let records = 0;
  for await (const line of readLines(file)) {
    number += 1;
    const read = parseRecord(line, file, number);
    if (read === null) continue;
    const { parsed: record, written } = read;
    records += 1;
    if (record.type === "opened") continue;
    const problem = findProblem(record, planned, frozen);
    if (problem !== null)
      findings.push(finding("journal.jsonl", problem, `line ${number} (${record.type} ${record.trialId})`));
    if (record.type === "frozen") frozen.set(record.trialId, toWorkspaces(record.turns));
    if (record.type !== "finished" || results.get(record.trialId)?.isFinal === true) continue;
    results.set(record.trialId, toTold(record.result, (written as typeof record).result));
  }
  return { records, results, findings };
}

/** @param written as it stands there: `result.json` has the same members in the same order */
const toTold = (result: TrialResult, written: TrialResult): ToldResult => ({
  row: digestOf(toTrialRow(result)),
  result: digestText(JSON.stringify(written)),
  isFinal: result.outcome.kind !== "infra-error",
});

function findProblem(
  record: Exclude<JournalRecord, { type: "opened" }>,
  planned: ReadonlyMap<string, string>,
  frozen: ReadonlyMap<string, string>,
): string | null {
  const spec = planned.get(record.trialId);
  if (spec === undefined) return "its trial is not in the manifest";
  if (record.type !== "finished") return null;
  const { result } = record;
  if (digestOf(result.trial) !== spec) return "its trial is another one in the manifest";
  const graded = toWorkspaces(result.turns);
  const left = frozen.get(record.trialId) ?? "";
  return left.startsWith(graded) ? null : "it grades other workspaces than the trial left";
}

/** One after the other, so that what was graded is how what was left begins: an outage can come in between. */
const toWorkspaces = (turns: FrozenRecord["turns"] | TrialResult["turns"]): string =>
  turns.map(({ turn, workspace }) => `${turn} ${workspace ?? "none"}\n`).join("");

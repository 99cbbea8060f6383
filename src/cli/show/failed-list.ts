import type { TrialRow } from "../../core/trial-row.ts";
import { describeRowEnd } from "../../report/outcome-sentence.ts";
import { toHarmlessJson, toHarmlessLine } from "../harmless-text.ts";

const MOST_LISTED = 50;
const LONGEST_SENTENCE = 240;

export interface FailedList {
  readonly isAll: boolean;
  readonly isJson: boolean;
  readonly print: (line: string) => void;
}

/** Lists the trials that did not pass, one a line as they are read: there can be very many. In JSON it lists them all. */
export async function listFailed(rows: AsyncIterable<TrialRow>, list: FailedList): Promise<void> {
  const most = list.isAll || list.isJson ? Infinity : MOST_LISTED;
  let trials = 0;
  let failed = 0;
  for await (const row of rows) {
    trials += 1;
    if (row.passed === true) continue;
    failed += 1;
    if (failed > most) continue;
    list.print(list.isJson ? toHarmlessJson(JSON.stringify(row)) : describeRow(row));
  }
  if (list.isJson) return;
  if (failed > most) list.print(`and ${failed - most} more; --all lists them`);
  if (failed === 0)
    list.print(trials === 0 ? "no trial has ended yet" : `every trial passed that has ended: ${trials}`);
}

const describeRow = (row: TrialRow): string =>
  `${row.id}  ${toHarmlessLine(describeRowEnd(row), LONGEST_SENTENCE)}`;

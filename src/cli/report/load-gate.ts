import { type GateReport, GateReportSchema } from "../../core/gate.ts";
import { gateOfOtherRun } from "../../core/report-errors.ts";
import { readJsonFile } from "../../store/run-store.ts";

/**
 * What `buildoff gate --json` printed of the run that a report is about.
 * @throws UserError `invalid-result-file`, `gate-of-other-run`
 */
export async function loadGate(file: string | undefined, runId: string): Promise<GateReport | null> {
  if (file === undefined) return null;
  const gate = await readJsonFile(file, GateReportSchema);
  if (gate.runId !== runId) throw gateOfOtherRun(file, gate.runId, runId);
  return gate;
}

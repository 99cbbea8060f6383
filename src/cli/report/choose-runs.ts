import { resolve } from "node:path";
import { sameRunTwice } from "../../core/report-errors.ts";
import { findRun, loadRun } from "../../store/run-store.ts";

/** Folders of the runs that a report is about; the latest where none is named. A copy of a run is the same run. @throws UserError `unknown-run`, `same-run-twice` */
export async function chooseReportRuns(names: readonly string[], results: string): Promise<string[]> {
  const asked = names.length === 0 ? ["latest"] : names;
  const paths = await Promise.all(asked.map(async (name) => resolve(await findRun(name, results))));
  const twice = paths.find((path, place) => paths.indexOf(path) !== place);
  if (twice !== undefined) throw sameRunTwice(twice);
  const ids = await Promise.all(paths.map(async (path) => (await loadRun(path, results)).manifest.runId));
  const copied = ids.find((id, place) => ids.indexOf(id) !== place);
  if (copied !== undefined) throw sameRunTwice(copied);
  return paths;
}

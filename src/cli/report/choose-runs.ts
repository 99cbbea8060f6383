import { resolve } from "node:path";
import { sameRunTwice } from "../../core/report-errors.ts";
import { findRun } from "../../store/run-store.ts";

/** Folders of the runs that a report is about; the latest where none is named. @throws UserError `unknown-run`, `same-run-twice` */
export async function chooseReportRuns(names: readonly string[], results: string): Promise<string[]> {
  const asked = names.length === 0 ? ["latest"] : names;
  const paths = await Promise.all(asked.map(async (name) => resolve(await findRun(name, results))));
  const twice = paths.find((path, place) => paths.indexOf(path) !== place);
  if (twice !== undefined) throw sameRunTwice(twice);
  return paths;
}

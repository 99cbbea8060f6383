import { join } from "node:path";
import { createRunTally } from "../analysis/summarize.ts";
import { type Exporter, UNKNOWN_PUBLISHER } from "../core/exporter.ts";
import type { Manifest } from "../core/manifest.ts";
import type { Summary } from "../core/summary.ts";
import type { TrialRow } from "../core/trial-row.ts";
import { exporters } from "../exporters/registry.ts";
import { sha256 } from "../loader/digest.ts";
import { writeJson, writePieces } from "../store/atomic-file.ts";
import { openRunData } from "../store/run-data.ts";
import type { RunFolder } from "../store/run-folder.ts";
import { sealRun } from "../store/seal.ts";
import { reportRun } from "./report/report-run.ts";
import { version } from "./version.ts";

export interface RunFiles {
  readonly folder: RunFolder;
  readonly manifest: Manifest;
  /** In the order of their ids. */
  readonly rows: readonly TrialRow[];
  readonly rescoring: ReadonlyMap<string, number> | undefined;
  readonly note: (line: string) => void;
}

/** A report of more trials takes as much room as the run: it is written when it is asked for. */
const MOST_REPORTED = 200;

/** Writes what a run leaves at its end: rows, summary, the files that every run gets, the seal over all of it, and a report. */
export async function writeRunFiles({ folder, manifest, rows, rescoring, note }: RunFiles): Promise<Summary> {
  const tally = createRunTally(manifest);
  for (const row of rows) tally.add(row);
  const summary = tally.summarize({
    finishedAt: new Date().toISOString(),
    sha256,
    ...(rescoring === undefined ? {} : { rescoring }),
  });
  await writePieces(folder.trials, toLines(rows));
  await writeJson(folder.summary, summary);
  const own = Object.values(exporters).filter(({ isPartOfRun }) => isPartOfRun);
  for (const exporter of own) await exportInto(folder, exporter, { manifest, summary });
  await sealRun({ folder, manifest, isWhole: summary.finishedAt !== null, buildoff: version, note });
  if (rows.length <= MOST_REPORTED) await reportRun(folder, note);
  return summary;
}

function* toLines(rows: readonly TrialRow[]): Generator<string> {
  for (const row of rows) yield `${JSON.stringify(row)}\n`;
}

async function exportInto(
  folder: RunFolder,
  exporter: Exporter,
  { manifest, summary }: { readonly manifest: Manifest; readonly summary: Summary },
): Promise<void> {
  const run = openRunData(folder, manifest, summary);
  for await (const { path, content } of exporter.render(run, {
    sha256,
    now: new Date(),
    publisher: UNKNOWN_PUBLISHER,
  }))
    await writePieces(join(folder.path, path), content);
}

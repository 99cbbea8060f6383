import { InfraError, UserError } from "../../core/errors.ts";
import { sha256 } from "../../loader/digest.ts";
import { createReportSource } from "../../report/feed/report-source.ts";
import { toReportFiles } from "../../report/feed/write-report.ts";
import type { RunFolder } from "../../store/run-folder.ts";
import { version } from "../version.ts";
import { openReportRun } from "./open-report-run.ts";
import { loadViewer } from "./viewer-files.ts";
import { writeReportFolder } from "./write-folder.ts";

/** The report that a run gets at its end, in its own folder. A run is none the worse for having none: what went wrong is told. */
export async function reportRun(folder: RunFolder, note: (line: string) => void): Promise<void> {
  try {
    const viewer = await loadViewer();
    const runs = [await openReportRun(folder.path, folder.path, { isEnded: true })];
    const source = createReportSource({
      runs,
      buildoff: version,
      now: () => new Date(),
      sha256,
      gate: null,
      server: null,
      pictures: "all",
    });
    const files = toReportFiles({ runs, source, viewer, onTrial: () => {} });
    await writeReportFolder(folder.report, files, new AbortController().signal);
  } catch (error) {
    if (!(error instanceof UserError) && !(error instanceof InfraError)) throw error;
    note(`warning: the run has no report: ${error.message}`);
  }
}

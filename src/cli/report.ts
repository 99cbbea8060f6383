import { createHash } from "node:crypto";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { formatSize } from "../core/format.ts";
import { sha256 } from "../loader/digest.ts";
import type { PictureChoice } from "../report/feed/pictures.ts";
import { createReportSource } from "../report/feed/report-source.ts";
import { type ReportParts, toReportFiles } from "../report/feed/write-report.ts";
import { toSingleFile } from "../report/feed/single-file.ts";
import { writeAtomic } from "../store/atomic-file.ts";
import { toRunFolder } from "../store/run-folder.ts";
import { abortOnSignal } from "./abort-on-signal.ts";
import { chooseReportRuns } from "./report/choose-runs.ts";
import { createProgressLine } from "./report/progress-line.ts";
import { openReportRun } from "./report/open-report-run.ts";
import { loadGate } from "./report/load-gate.ts";
import { loadViewer } from "./report/viewer-files.ts";
import { requireReplaceable, writeReportFolder } from "./report/write-folder.ts";
import { version } from "./version.ts";

interface ReportFlags {
  readonly out?: string;
  readonly gate?: string;
  readonly pictures: PictureChoice;
  readonly singleFile?: boolean;
  readonly maxSize: number;
  readonly results: string;
}

export async function reportCommand(names: readonly string[], flags: ReportFlags): Promise<void> {
  using interrupts = abortOnSignal();
  const { signal } = interrupts;
  const results = resolve(flags.results);
  const paths = await chooseReportRuns(names, results);
  const out = resolve(flags.out ?? toDefaultPlace(paths[0]!, flags));
  if (flags.singleFile !== true) await requireReplaceable(out);
  const viewer = await loadViewer();
  const runs = await Promise.all(paths.map((path) => openReportRun(path, results)));
  using progress = createProgressLine(process.stderr);
  const source = createReportSource({
    runs,
    buildoff: version,
    now: () => new Date(),
    sha256,
    gate: await loadGate(flags.gate, runs[0]!.data.manifest.runId),
    server: null,
    pictures: flags.pictures,
  });
  const parts: ReportParts = {
    runs,
    source,
    viewer,
    onTrial: (done, of) => progress.show(`${done} of ${of} trials`),
  };
  if (flags.singleFile === true) await writeSingleFile(out, parts, { maxBytes: flags.maxSize, signal });
  else await writeReportFolder(out, toReportFiles(parts), signal);
  progress.clear();
  const page = flags.singleFile === true ? out : join(out, "index.html");
  process.stdout.write(`report: ${pathToFileURL(page).href}\n`);
}

function toDefaultPlace(run: string, { singleFile }: ReportFlags): string {
  const folder = toRunFolder(run);
  return singleFile === true ? folder.reportFile : folder.report;
}

async function writeSingleFile(
  file: string,
  parts: ReportParts,
  { maxBytes, signal }: { readonly maxBytes: number; readonly signal: AbortSignal },
): Promise<void> {
  const toBase64 = (text: string): string => createHash("sha256").update(text).digest("base64");
  const { html, leftOut } = await toSingleFile(parts, { sha256: toBase64, maxBytes, signal });
  await writeAtomic(file, html);
  const missing = Object.entries(leftOut).map(([kind, count]) => `${count} ${kind}`);
  if (missing.length > 0)
    process.stderr.write(
      `left out, to stay below ${formatSize(maxBytes)}: ${missing.join(", ")} (--max-size allows more; the report's folder has all)\n`,
    );
}

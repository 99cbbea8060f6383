import { createHash } from "node:crypto";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type Command, Option } from "commander";
import { formatSize } from "../core/format.ts";
import { sha256 } from "../loader/digest.ts";
import { PICTURE_CHOICES, type PictureChoice } from "../report/feed/pictures.ts";
import { createReportSource } from "../report/feed/report-source.ts";
import { type ReportParts, toReportFiles } from "../report/feed/write-report.ts";
import { toSingleFile } from "../report/feed/single-file.ts";
import { writeAtomic } from "../store/atomic-file.ts";
import { toRunFolder } from "../store/run-folder.ts";
import { abortOnSignal } from "./abort-on-signal.ts";
import { toSize } from "./flag-values.ts";
import { chooseReportRuns } from "./report/choose-runs.ts";
import { createProgressLine } from "./report/progress-line.ts";
import { openReportRun } from "./report/open-report-run.ts";
import { loadGate } from "./report/load-gate.ts";
import { loadViewer } from "./report/viewer-files.ts";
import { requireReplaceable, writeReportFolder } from "./report/write-folder.ts";
import { addResultsOption } from "./run-options.ts";
import { version } from "./version.ts";

interface ReportFlags {
  readonly out?: string;
  readonly gate?: string;
  readonly pictures: PictureChoice;
  readonly singleFile?: boolean;
  readonly maxSize: number;
  readonly results: string;
}

/** What most mail servers take. */
const DEFAULT_MAX_SIZE = "20MB";

export function registerReport(program: Command): void {
  const command = program
    .command("report")
    .summary("write a report: pages that open from a file")
    .description(
      `Writes a run's report: an overview, every trial with its checks, pictures, transcript, files and logs, and the apps themselves, to be played. It opens from a file and from any web server that serves files.

The first run is what it is about; with further ones it is compared: give the latest first.
\`buildoff view\` serves the same pages, live while a run goes on, and starts apps that bring a server of their own.`,
    )
    .argument("[run...]", "runs, by folder or name (default: latest)")
    .option(
      "--out <path>",
      "folder to write, or file with --single-file (default: report in the run's folder)",
    )
    .option("--gate <file>", "what `buildoff gate --json` printed of the run: the overview shows it")
    .addOption(
      new Option("--pictures <which>", "of all checks, or of those that failed")
        .choices(PICTURE_CHOICES)
        .default("all"),
    )
    .option("--single-file", "one HTML file, for mail; its apps cannot be played")
    .option(
      "--max-size <size>",
      "of a single file; what does not fit is left out, and told",
      toSize,
      toSize(DEFAULT_MAX_SIZE),
    );
  addResultsOption(command).action(reportCommand);
}

async function reportCommand(names: readonly string[], flags: ReportFlags): Promise<void> {
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

import { type Command, Option } from "commander";
import { PICTURE_CHOICES } from "../../report/feed/pictures.ts";
import { toSize } from "../flag-values.ts";
import { addResultsOption } from "../run-options.ts";
import { toAction } from "./action.ts";

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
  addResultsOption(command).action(toAction(async () => (await import("../report.ts")).reportCommand));
}

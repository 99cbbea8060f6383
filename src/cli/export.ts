import { join, resolve } from "node:path";
import { type Command, Option } from "commander";
import { type Exporter, type Publisher, RELATIONSHIPS } from "../core/exporter.ts";
import { nothingToExport, severalFiles } from "../core/result-errors.ts";
import { exporters } from "../exporters/registry.ts";
import { sha256 } from "../loader/digest.ts";
import { writePieces } from "../store/atomic-file.ts";
import { openRunData } from "../store/run-data.ts";
import { loadRun, loadSummary } from "../store/run-store.ts";
import { addResultsOption } from "./run-options.ts";

interface ExportFlags {
  readonly to: string;
  readonly out: string;
  readonly stdout?: boolean;
  readonly organisation?: string;
  readonly relationship?: Publisher["relationship"];
  readonly dataset?: string;
  readonly url?: string;
  readonly results: string;
}

export function registerExport(program: Command): void {
  const formats = Object.values(exporters).map(({ name, summary }) => `  ${name.padEnd(16)}${summary}`);
  const command = program
    .command("export")
    .summary("turn a run into another format")
    .description(
      `Writes a run in a format that others read. Nothing is sent anywhere. The formats:\n${formats.join("\n")}`,
    )
    .argument("[run]", "a run's folder or name", "latest")
    .addOption(
      new Option("--to <format>", "the format").choices(Object.keys(exporters)).makeOptionMandatory(),
    )
    .option("--out <folder>", "where the files are written", "exports")
    .option("--organisation <name>", "who hands the results on, for formats that tell")
    .addOption(
      new Option(
        "--relationship <kind>",
        "of that organisation to the models: first_party where it made them",
      ).choices(RELATIONSHIPS),
    )
    .option("--dataset <owner/name>", "the suite's name among the Hugging Face Hub's datasets")
    .option("--url <url>", "where the run is published")
    .option("--stdout", "write to the standard output, where the format has one file");
  addResultsOption(command).action(exportCommand);
}

async function exportCommand(run: string, flags: ExportFlags): Promise<void> {
  const results = resolve(flags.results);
  const { folder, manifest } = await loadRun(run, results);
  const summary = await loadSummary(run, results);
  const exporter = exporters[flags.to]!;
  const { organisation = null, relationship = null, dataset = null, url = null } = flags;
  const files = exporter.render(openRunData(folder, manifest, summary), {
    sha256,
    now: new Date(),
    publisher: { organisation, relationship, dataset, url },
  });
  if (flags.stdout === true) return printFile(files, exporter);
  let count = 0;
  for await (const { path, content } of files) {
    const file = join(flags.out, path);
    await writePieces(file, content);
    process.stdout.write(`${file}\n`);
    count += 1;
  }
  if (count === 0) throw nothingToExport(exporter.name);
}

async function printFile(files: ReturnType<Exporter["render"]>, { name }: Exporter): Promise<void> {
  let isFirst = true;
  for await (const { content } of files) {
    if (!isFirst) throw severalFiles(name);
    isFirst = false;
    for await (const piece of content) {
      if (!process.stdout.write(piece)) await new Promise((done) => process.stdout.once("drain", done));
    }
  }
}

import { type Command, Option } from "commander";
import { RELATIONSHIPS } from "../../core/exporter.ts";
import { exporters } from "../../exporters/registry.ts";
import { addResultsOption } from "../run-options.ts";
import { toAction } from "./action.ts";

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
  addResultsOption(command).action(toAction(async () => (await import("../export.ts")).exportCommand));
}

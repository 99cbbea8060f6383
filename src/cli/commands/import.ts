import type { Command } from "commander";
import { importers } from "../../importers/registry.ts";
import { toAction } from "./action.ts";

export function registerImport(program: Command): void {
  const names = Object.keys(importers);
  program
    .command("import")
    .summary("make a suite of somebody else's benchmark, from your own checkout of it")
    .description(
      `Makes a suite folder of somebody else's benchmark, which \`buildoff run\` and \`buildoff check\` take. It is read from your own checkout: nothing is fetched, and nothing of it is run on this machine.

${Object.values(importers)
  .map(({ name, summary }) => `${name}: ${summary}`)
  .join("\n")}

What cannot be run here is listed with the reason, and in import.json beside suite.yaml.`,
    )
    .argument("<source>", names.join(", "))
    .argument("<folder>", "your checkout")
    .option("--to <folder>", "where the suite is written; it must be missing or empty (default: ./<source>)")
    .option("--project <name...>", "only these projects or tasks")
    .option("--packages", "ask npm's registry for packages that no stack has, and make stacks of them")
    .action(toAction(async () => (await import("../import.ts")).importCommand));
}

import type { Command } from "commander";
import { toAction } from "./action.ts";

export function registerModels(program: Command): void {
  program
    .command("models")
    .summary("list the providers of models, and try them")
    .description(
      "Lists the providers of models, how they are reached and whether their keys are set. With --ping it tries each whose key is set, or the named ones.",
    )
    .argument("[provider...]", "only these, as provider or provider/name")
    .option("--ping", "ask each for its list of models, or a named model for a few tokens")
    .option("--models-file <file...>", "providers, models and prices of your own (`buildoff schema models`)")
    .option("--base-url <url>", "where they are reached, if not at their own address")
    .option("--key-env <name>", "environment variable that holds the key")
    .option("--allow-hosts <host...>", "the only hosts that may be reached")
    .option("--ca-file <file>", "certificates (PEM) to trust beside the system's")
    .option("--json", "as JSON")
    .action(toAction(async () => (await import("../models.ts")).modelsCommand));
}

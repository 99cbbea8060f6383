import type { Command } from "commander";
import { DifficultySchema } from "../new/difficulty.ts";
import { toAction } from "./action.ts";

export function registerNew(program: Command): void {
  const command = program
    .command("new")
    .summary("make a suite or a task of your own")
    .description(
      "Writes the folder of a new suite or task. What its flags leave open is asked for; where there is no terminal, the defaults are taken.",
    );
  command
    .command("suite")
    .summary("a folder for tasks")
    .argument("<folder>", "where; its name is the suite's")
    .option("--title <text>", "what it is called in results")
    .option("--licence <spdx>", "licence of its tasks")
    .action(toAction(async () => (await import("../new.ts")).newSuite));
  command
    .command("task")
    .summary("a small task with its proof, to be made your own")
    .argument("<folder>", "where, below a suite's folder; its name is the task's id")
    .option("--title <text>", "one line that says what is built")
    .option("--category <slug>", "a slice of the results: dashboard, game, storefront …")
    .option("--difficulty <level>", DifficultySchema.options.join(", "))
    .option("--stack <name>", "what the app is built and served with")
    .option("--locale <tag>", "language of the product, such as en or ur")
    .action(toAction(async () => (await import("../new.ts")).newTask));
}

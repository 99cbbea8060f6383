import type { Command } from "commander";
import { toAction } from "./action.ts";

export function registerClean(program: Command): void {
  program
    .command("clean")
    .summary("remove what dead runs left behind")
    .description(
      "Removes containers, volumes and folders that runs left when they were killed; never what a live run owns. Every run does so when it starts.",
    )
    .option("--images", "also images whose recipe is no longer current")
    .option("--dry-run", "only say what would be removed")
    .action(toAction(async () => (await import("../clean.ts")).clean));
}

import type { Command } from "commander";
import { toAction } from "./action.ts";

export function registerDoctor(program: Command): void {
  program
    .command("doctor")
    .summary("look whether this machine can run trials, and say what to do")
    .description(
      "Looks at Node, the Docker Engine, its images and the browser, each with its remedy. Exit code 0 if a run is possible, 2 if not.",
    )
    .option("--json", "as JSON")
    .action(toAction(async () => (await import("../doctor.ts")).doctorCommand));
}

import { resolve } from "node:path";
import type { Command } from "commander";
import { notRunning } from "../core/user-errors.ts";
import { isAlive } from "../host/process-identity.ts";
import { findDetached } from "./find-detached.ts";
import { addResultsOption } from "./run-options.ts";
import { readDetached } from "./run-log.ts";

export function registerStop(program: Command): void {
  const command = program
    .command("stop")
    .summary("stop a run that goes on by itself")
    .description(
      "Stops a run that was started with --detach, as Ctrl-C would: `buildoff resume` goes on with it.",
    )
    .argument("[run]", "a run's folder or name", "latest")
    .option("--now", "end the trials in flight, too, instead of waiting for them");
  addResultsOption(command).action(
    async (run: string, { now, results }: { readonly now?: boolean; readonly results: string }) => {
      const { path, log } = await findDetached(run, resolve(results));
      const owner = await readDetached(log);
      if (owner === null || !isAlive(owner)) throw notRunning(path);
      process.kill(owner.pid, now === true ? "SIGTERM" : "SIGINT");
      const what = now === true ? "is ended" : "starts no further trial";
      process.stdout.write(`the run ${path} ${what}; buildoff attach ${run} shows its end\n`);
    },
  );
}

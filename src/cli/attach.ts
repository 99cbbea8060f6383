import { resolve } from "node:path";
import type { Command } from "commander";
import type { TrialRow } from "../core/trial-row.ts";
import { runEndedEarly } from "../core/user-errors.ts";
import { loadRun, readStates } from "../store/run-store.ts";
import { toRunFolder } from "../store/run-folder.ts";
import { EXIT, printEnd } from "./finish.ts";
import { createView } from "./progress/create-view.ts";
import { addResultsOption } from "./run-options.ts";
import { findDetached } from "./find-detached.ts";
import { followLog } from "./run-log.ts";

interface AttachFlags {
  readonly results: string;
  readonly json?: boolean;
  readonly plain?: boolean;
}

export function registerAttach(program: Command): void {
  const command = program
    .command("attach")
    .summary("show a run that goes on by itself")
    .description(
      "Shows a run that was started with --detach, from its beginning. Ctrl-C leaves it: the run goes on. Ends with the run's own exit code.",
    )
    .argument("[run]", "a run's folder or name", "latest")
    .option("--json", "one JSON object a line instead of a view")
    .option("--plain", "plain lines even in a terminal");
  addResultsOption(command).action(attachCommand);
}

async function attachCommand(run: string, flags: AttachFlags): Promise<void> {
  const { path, log } = await findDetached(run, resolve(flags.results));
  const leave = new AbortController();
  const onInterrupt = (): void => leave.abort();
  process.once("SIGINT", onInterrupt);
  const view = createView(flags);
  const rows: TrialRow[] = [];
  try {
    for await (const line of followLog(log, leave.signal)) {
      switch (line.type) {
        case "note":
          view.note(line.message);
          break;
        case "run-started": {
          const stored = await loadRun(path, resolve(flags.results));
          const states = await readStates(stored);
          const before = stored.manifest.trials.flatMap(({ id }) => states.get(id)?.row ?? []);
          rows.push(...before.slice(0, line.finished));
          view.begin(stored.manifest, rows.slice());
          break;
        }
        case "event":
          view.event(line.event);
          break;
        case "result":
          rows.push(line.result);
          view.result(line.result);
          break;
        case "detached":
          break;
        case "run-finished":
          await view.close();
          process.exitCode = line.exitCode;
          printEnd({
            end: { summary: line.summary, stoppedBy: line.stoppedBy, rows },
            folder: toRunFolder(path),
            isInterrupted: line.exitCode === EXIT.interrupted,
            exitCode: line.exitCode,
            flags,
          });
          return;
      }
    }
    throw runEndedEarly(path, log);
  } catch (error) {
    if (!leave.signal.aborted) throw error;
    await view.close();
    process.stdout.write(`the run goes on; buildoff attach ${run} shows it again\n`);
  } finally {
    process.off("SIGINT", onInterrupt);
    await view.close();
  }
}

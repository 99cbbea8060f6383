import { resolve } from "node:path";
import type { TrialRow } from "../core/trial-row.ts";
import { runEndedEarly } from "../core/user-errors.ts";
import { loadRun, readStates } from "../store/run-store.ts";
import { toRunFolder } from "../store/run-folder.ts";
import { EXIT } from "./exit.ts";
import { printEnd } from "./finish.ts";
import { createView } from "./progress/create-view.ts";
import { findDetached } from "./find-detached.ts";
import { followLog } from "./run-log.ts";

interface AttachFlags {
  readonly results: string;
  readonly json?: boolean;
  readonly plain?: boolean;
}

export async function attachCommand(run: string, flags: AttachFlags): Promise<void> {
  const { path, log } = await findDetached(run, resolve(flags.results));
  const leave = new AbortController();
  const onInterrupt = (): void => leave.abort();
  process.once("SIGINT", onInterrupt);
  const view = await createView(flags);
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

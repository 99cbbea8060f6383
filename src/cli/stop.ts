import { resolve } from "node:path";
import { notRunning } from "../core/user-errors.ts";
import { isAlive } from "../host/process-identity.ts";
import { findDetached } from "./find-detached.ts";
import { readDetached } from "./run-log.ts";

export async function stopCommand(
  run: string,
  { now, results }: { readonly now?: boolean; readonly results: string },
): Promise<void> {
  const { path, log } = await findDetached(run, resolve(results));
  const owner = await readDetached(log);
  if (owner === null || !isAlive(owner)) throw notRunning(path);
  process.kill(owner.pid, now === true ? "SIGTERM" : "SIGINT");
  const what = now === true ? "is ended" : "starts no further trial";
  process.stdout.write(`the run ${path} ${what}; buildoff attach ${run} shows its end\n`);
}

import { spawn } from "node:child_process";
import { mkdir, open } from "node:fs/promises";
import { dirname, relative } from "node:path";
import { describeProcess, isAlive, type ProcessIdentity } from "../host/process-identity.ts";
import { runInUse } from "../core/user-errors.ts";
import { readDetached } from "./run-log.ts";

export interface DetachRequest {
  /** The command with its arguments, `--detach` left out. */
  readonly args: readonly string[];
  /** The run's folder, which need not exist yet. */
  readonly runPath: string;
  readonly log: string;
}

/**
 * Starts the same command in a process of its own that outlives this one and its terminal, and tells how to see it.
 * @throws UserError `run-in-use` where such a process works on the run already
 */
export async function detach({ args, runPath, log }: DetachRequest): Promise<void> {
  const earlier = await readDetached(log);
  if (earlier !== null && isAlive(earlier)) throw runInUse(log, earlier.pid);
  await mkdir(dirname(log), { recursive: true });
  const file = await open(log, "w");
  try {
    const child = spawn(process.execPath, [...process.execArgv, process.argv[1]!, ...args, "--slim"], {
      detached: true,
      stdio: ["ignore", file.fd, file.fd],
    });
    await new Promise<void>((resolve, reject) => {
      child.once("spawn", resolve).once("error", reject);
    });
    const identity: ProcessIdentity = describeProcess(child.pid!);
    await file.appendFile(`${JSON.stringify({ type: "detached", ...identity })}\n`);
    child.unref();
  } finally {
    await file.close();
  }
  const name = relative(process.cwd(), runPath) || runPath;
  process.stdout.write(
    `the run goes on by itself\nattach   buildoff attach ${name}\nstop     buildoff stop ${name}\n`,
  );
}

export const withoutDetach = (args: readonly string[]): string[] => args.filter((arg) => arg !== "--detach");

import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname, relative } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { describeProcess, isAlive, type ProcessIdentity } from "../host/process-identity.ts";
import { runExists, runInUse } from "../core/user-errors.ts";
import { requireFree } from "../store/run-store.ts";
import { toLogPath } from "./find-detached.ts";
import { EXIT } from "./exit.ts";
import { readDetached } from "./run-log.ts";

export interface DetachRequest {
  /** The command with its arguments, `--detach` left out. */
  readonly args: readonly string[];
  /** The run's folder. */
  readonly runPath: string;
  /** Whether the run makes that folder; else it goes on with what is there. */
  readonly isNew: boolean;
}

/** The request of a command that makes a new run; its process is told the name that was chosen here. */
export const toDetachRequest = ({
  runId,
  runPath,
  name,
}: {
  readonly runId: string;
  readonly runPath: string;
  readonly name: string | undefined;
}): DetachRequest => ({
  args: [...withoutDetach(process.argv.slice(2)), ...(name === undefined ? ["--name", runId] : [])],
  runPath,
  isNew: true,
});

/**
 * Starts the same command in a process of its own that outlives this one and its terminal, and tells how to see it.
 * Where that process ends before its run has begun, what it said is said here, with its exit code, and the log of an
 * earlier part of the run stays.
 * @throws UserError `run-in-use` where such a process works on the run already, `run-exists` where a new one cannot be made
 */
export async function detach({ args, runPath, isNew }: DetachRequest): Promise<void> {
  const log = toLogPath(runPath);
  const earlier = await readDetached(log);
  if (earlier !== null && isAlive(earlier)) throw runInUse(log, earlier.pid);
  if (isNew) await requireFree(runPath);
  await mkdir(dirname(log), { recursive: true }).catch((cause: unknown) => {
    throw runExists(runPath, cause);
  });
  const kept = `${log}.before`;
  await rename(log, kept).catch(ignoreMissing);
  const child = await start(args, log);
  if (await hasFailed(child, log)) {
    process.stderr.write(await readErrors(log));
    process.exitCode = child.exitCode ?? EXIT.infrastructure;
    await rm(log, { force: true });
    await rename(kept, log).catch(ignoreMissing);
    return;
  }
  child.unref();
  await rm(kept, { force: true });
  const name = relative(process.cwd(), runPath) || runPath;
  process.stdout.write(
    `the run goes on by itself\nattach   buildoff attach ${name}\nstop     buildoff stop ${name}\n`,
  );
}

async function start(args: readonly string[], log: string): Promise<ChildProcess> {
  await using file = await open(log, "w");
  const child = spawn(process.execPath, [...process.execArgv, process.argv[1]!, ...args, "--slim"], {
    detached: true,
    stdio: ["ignore", file.fd, file.fd],
  });
  await new Promise<void>((resolve, reject) => {
    child.once("spawn", resolve).once("error", reject);
  });
  const identity: ProcessIdentity = describeProcess(child.pid!);
  await file.appendFile(`${JSON.stringify({ type: "detached", ...identity })}\n`);
  return child;
}

/** Most of what keeps a run from beginning shows by then; making images may take longer, and `attach` shows it. */
const LONGEST_WAIT_MS = 15_000;
const INTERVAL_MS = 100;
const STARTED = '{"type":"run-started"';

/** Waits until the run has begun, its process has ended, or it takes too long to wait for. */
async function hasFailed(child: ChildProcess, log: string): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < LONGEST_WAIT_MS; waitedMs += INTERVAL_MS) {
    // Asked for before the log is read: it may have begun and ended in between.
    const isOver = child.exitCode !== null || child.signalCode !== null;
    if ((await readFile(log, "utf8")).includes(STARTED)) return false;
    if (isOver) return true;
    await wait(INTERVAL_MS);
  }
  return false;
}

/** What the process wrote for people; the view's own lines are JSON. */
async function readErrors(log: string): Promise<string> {
  const lines = (await readFile(log, "utf8")).split("\n");
  return lines.filter((line) => !line.startsWith('{"type":')).join("\n");
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== "ENOENT") throw error;
}

export const withoutDetach = (args: readonly string[]): string[] => args.filter((arg) => arg !== "--detach");

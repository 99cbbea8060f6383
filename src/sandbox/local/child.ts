import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { InfraError } from "../../core/errors.ts";

interface ChildStart {
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** How a program ended; `startError` where it never started, in the words and with the code of a shell. */
interface ChildEnd {
  readonly exitCode: number;
  readonly startError: string | null;
}

export interface Child {
  readonly process: ChildProcessWithoutNullStreams;
  /** Never rejects. Settles when the program ended, whoever still holds its output. */
  readonly ended: Promise<ChildEnd>;
}

/**
 * Starts a program as the leader of a new session and process group. A program that is missing is an end like another;
 * null where the command line is longer than the system takes.
 * @throws InfraError(`engine`) where this machine can start no more processes.
 */
export function startChild({ command: [program = "", ...args], cwd, env }: ChildStart): Child | null {
  let child: ChildProcessWithoutNullStreams;
  try {
    child = spawn(program, args, { cwd, env, detached: true, windowsHide: true, stdio: "pipe" });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "E2BIG") return null;
    throw new InfraError("engine", `cannot start ${program}`, { cause });
  }
  // Writing to a program that has ended, or does not read, is no error of ours.
  child.stdin.on("error", () => {});
  const { promise, resolve } = Promise.withResolvers<Exit>();
  child.once("exit", (code, signal) => resolve({ code, signal }));
  child.once("error", (startError: NodeJS.ErrnoException) => resolve({ startError }));
  return { process: child, ended: describeEnd(promise, program, cwd) };
}

type Exit =
  | { readonly code: number | null; readonly signal: NodeJS.Signals | null }
  | { readonly startError: NodeJS.ErrnoException };

async function describeEnd(exit: Promise<Exit>, program: string, cwd: string): Promise<ChildEnd> {
  const end = await exit;
  if (!("startError" in end)) {
    // As a shell and an engine count: 128 and the signal's number.
    const bySignal = end.signal === null ? 0 : constants.signals[end.signal];
    return { exitCode: end.code ?? 128 + bySignal, startError: null };
  }
  const { code, message } = end.startError;
  if (code !== "ENOENT") return { exitCode: 126, startError: `${program}: ${message}` };
  return existsSync(cwd)
    ? { exitCode: 127, startError: `${program}: command not found` }
    : { exitCode: 126, startError: `${cwd}: no such folder to run ${program} in` };
}

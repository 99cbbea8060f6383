import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { access } from "node:fs/promises";
import { constants } from "node:os";
import { InfraError } from "../../core/errors.ts";

export interface ChildStart {
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** How a program ended; `startError` where it never started, in the words and with the code of a shell. */
export interface ChildEnd {
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
  const ended = new Promise<ChildEnd>((resolve) => {
    child.once("exit", (code, signal) => {
      resolve({
        exitCode: code ?? 128 + (signal === null ? 0 : constants.signals[signal]),
        startError: null,
      });
    });
    child.once("error", (error: NodeJS.ErrnoException) => {
      void describeStartError(error, program, cwd).then(resolve);
    });
  });
  return { process: child, ended };
}

async function describeStartError(
  error: NodeJS.ErrnoException,
  program: string,
  cwd: string,
): Promise<ChildEnd> {
  if (error.code !== "ENOENT") return { exitCode: 126, startError: `${program}: ${error.message}` };
  const hasFolder = await access(cwd).then(
    () => true,
    () => false,
  );
  return hasFolder
    ? { exitCode: 127, startError: `${program}: command not found` }
    : { exitCode: 126, startError: `${cwd}: no such folder to run ${program} in` };
}

import type { Limits } from "../core/limits.ts";
import type { ExecResult, Sandbox, SandboxProcess } from "../core/sandbox.ts";
import { type AppCommands, appEnvironment } from "../core/stack.ts";
import { formatDuration } from "../core/format.ts";
import { readBounded } from "./log-reader.ts";

/** Bytes kept of a build's or a server's output. */
const MAX_LOG_BYTES = 200_000;

export async function buildApp(
  sandbox: Sandbox,
  app: AppCommands & { readonly build: string },
  limits: Limits,
  signal: AbortSignal,
): Promise<ExecResult> {
  return sandbox.exec(["sh", "-c", app.build], {
    user: "agent",
    cwd: sandbox.layout.app,
    env: appEnvironment(sandbox.layout, app),
    timeoutMs: limits.buildTimeMs,
    maxOutputBytes: MAX_LOG_BYTES,
    signal,
  });
}

/** What a build came to: why it failed, or null, and all that it printed. */
export function describeBuild(
  command: string,
  { end, exitCode, stdout, stderr }: ExecResult,
  limits: Limits,
): { readonly failure: string | null; readonly log: string } {
  const decoder = new TextDecoder();
  const log = `$ ${command}\n${decoder.decode(stdout)}${decoder.decode(stderr)}`;
  if (end === "exited" && exitCode === 0) return { failure: null, log };
  const how =
    end === "timeout"
      ? `took longer than ${formatDuration(limits.buildTimeMs)}`
      : end === "exited"
        ? `exited with ${exitCode}`
        : `was ended: ${end}`;
  return { failure: `the build command \`${command}\` ${how}`, log };
}

/** A server that was started; it may have ended since. */
export interface RunningApp extends AsyncDisposable {
  /** Aborted when the start command has ended, with how it ended in the reason's message. */
  readonly ended: AbortSignal;
  readonly log: () => string;
  /** Of the start command; null while it runs. */
  readonly exitCode: () => number | null;
}

export async function startApp(sandbox: Sandbox, app: AppCommands, signal: AbortSignal): Promise<RunningApp> {
  const server = await sandbox.spawn(["sh", "-c", app.start], {
    user: "agent",
    cwd: sandbox.layout.app,
    env: appEnvironment(sandbox.layout, app),
    signal,
  });
  const ended = new AbortController();
  const output = readBounded(server.stdio, MAX_LOG_BYTES);
  let ownExitCode: number | null = null;
  void watchEnd(server, ended, (exitCode) => {
    ownExitCode = exitCode;
  });
  return {
    ended: ended.signal,
    log: () => [output.text(), server.stderrTail()].filter(Boolean).join("\n"),
    exitCode: () => ownExitCode,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

async function watchEnd(
  server: SandboxProcess,
  ended: AbortController,
  onExit: (exitCode: number | null) => void,
): Promise<void> {
  try {
    const { exitCode } = await server.exited;
    onExit(exitCode);
    ended.abort(new Error(`the start command ended with exit code ${exitCode ?? "unknown"}`));
  } catch (error) {
    ended.abort(error);
  }
}

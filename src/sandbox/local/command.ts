import type { ExecOptions, ExecResult } from "../../core/sandbox.ts";
import { createCappedOutput } from "../../host/capped-output.ts";
import { type Child, startChild } from "./child.ts";

/** Whoever still holds a command's output after it ended, such as a server it started, is not waited for longer. */
const SILENCE_MS = 300;
const MAX_DRAIN_MS = 3_000;

interface CommandRun {
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly maxOutputBytes: number;
  readonly options: Pick<ExecOptions, "stdin" | "timeoutMs" | "signal" | "onOutput">;
  /** Kills the command and all that came of it. */
  readonly kill: () => Promise<void>;
  readonly onStart: (group: number) => void;
}

/**
 * Runs a command to its end. Whatever it does is a result.
 * @throws InfraError(`engine`) where this machine can start no more processes.
 */
export async function runCommand(run: CommandRun): Promise<ExecResult> {
  const { stdin, timeoutMs, signal, onOutput } = run.options;
  const startedAt = performance.now();
  const stdout = createCappedOutput(run.maxOutputBytes);
  const stderr = createCappedOutput(run.maxOutputBytes);
  const stopped: { end: ExecResult["end"]; killing: Promise<void> } = {
    end: "exited",
    killing: Promise.resolve(),
  };
  const toResult = (exitCode: number): ExecResult => ({
    exitCode: stopped.end === "exited" ? exitCode : null,
    end: stopped.end,
    stdout: stdout.bytes(),
    stderr: stderr.bytes(),
    truncated: stdout.isTruncated() || stderr.isTruncated(),
    durationMs: performance.now() - startedAt,
  });
  if (signal?.aborted) {
    stopped.end = "cancelled";
    return toResult(0);
  }

  const child = startChild(run);
  if (child === null) {
    stderr.add(Buffer.from("the command line is too long\n"));
    return toResult(126);
  }
  if (child.process.pid !== undefined) run.onStart(child.process.pid);
  const stop = (why: ExecResult["end"]): void => {
    if (stopped.end !== "exited") return;
    stopped.end = why;
    stopped.killing = run.kill();
  };
  const cancel = (): void => stop("cancelled");
  signal?.addEventListener("abort", cancel, { once: true });
  const timer = timeoutMs === undefined ? undefined : setTimeout(() => stop("timeout"), timeoutMs);
  for (const [name, kept] of [["stdout", stdout] as const, ["stderr", stderr] as const]) {
    child.process[name].on("data", (chunk: Uint8Array) => {
      kept.add(chunk);
      onOutput?.(chunk, name);
      if (kept.isFlooded()) stop("output-limit");
    });
  }
  child.process.stdin.end(stdin ?? "");
  const { exitCode, startError } = await child.ended;
  clearTimeout(timer);
  signal?.removeEventListener("abort", cancel);
  await drainOutput(child);
  await stopped.killing;
  if (startError !== null) stderr.add(Buffer.from(`${startError}\n`));
  return toResult(exitCode);
}

/** Waits for the output that is still in the pipes: until they close, or fall silent. */
function drainOutput({ process: child }: Child): Promise<void> {
  const streams = [child.stdout, child.stderr];
  if (streams.every((stream) => stream.closed || stream.destroyed)) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(silence);
      clearTimeout(latest);
      for (const stream of [...streams, child.stdin]) stream.destroy();
      resolve();
    };
    const silence = setTimeout(done, SILENCE_MS);
    const latest = setTimeout(done, MAX_DRAIN_MS);
    child.once("close", done);
    for (const stream of streams) stream.on("data", () => silence.refresh());
  });
}

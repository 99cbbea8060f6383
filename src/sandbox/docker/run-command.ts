import type { ExecOptions, ExecResult, SandboxUser } from "../../core/sandbox.ts";
import { createCappedOutput } from "../../host/capped-output.ts";
import { createDemuxer } from "./demux.ts";
import { type ExecHost, startExec } from "./exec-session.ts";

/** Seconds by which the deadline inside comes after the one outside. */
const BACKSTOP_SECONDS = 10;
/** What a shell says of a program that was killed. */
const KILLED = 137;
/** The engine tells that memory ran out a moment after the command has ended by it. */
const OOM_DELAY_MS = 400;
/** The kernel's limit of one argument, and of them all, with room for the wrapper's. */
const MAX_ARGUMENT_BYTES = 131_000;
const MAX_ARGUMENTS_BYTES = 2_000_000;

export interface CommandRun {
  readonly command: readonly string[];
  readonly user: SandboxUser;
  readonly cwd: string;
  readonly options: ExecOptions;
  readonly maxOutputBytes: number;
  /** Kills the command and everything else of its user; settles when `ended` has, or it was seen to be impossible. */
  readonly kill: (ended: Promise<unknown>) => Promise<void>;
}

/**
 * Runs a command to its end. Whatever it does is a result.
 * @throws InfraError `engine`, EngineRefusal where the container does not run
 */
export async function runCommand(host: ExecHost, run: CommandRun): Promise<ExecResult> {
  const { command, user, cwd, kill, maxOutputBytes } = run;
  const { stdin, timeoutMs, signal, onOutput, env = {} } = run.options;
  const startedAt = performance.now();
  const output = { stdout: createCappedOutput(maxOutputBytes), stderr: createCappedOutput(maxOutputBytes) };
  const toResult = (end: ExecResult["end"], exitCode: number | null): ExecResult => ({
    exitCode,
    end,
    stdout: output.stdout.bytes(),
    stderr: output.stderr.bytes(),
    truncated: output.stdout.isTruncated() || output.stderr.isTruncated(),
    durationMs: performance.now() - startedAt,
  });
  if (signal?.aborted) return toResult("cancelled", null);
  if (isTooLong(command, env)) {
    output.stderr.add(Buffer.from("the command line is too long\n"));
    return toResult("exited", 126);
  }

  const oomCount = host.facts.oomCount;
  const backstopSeconds = timeoutMs === undefined ? 0 : Math.ceil(timeoutMs / 1000) + BACKSTOP_SECONDS;
  const hasStdin = stdin !== undefined;
  const { socket, ended } = await startExec(host, { command, user, cwd, env, hasStdin, backstopSeconds });
  const stopped = Promise.withResolvers<ExecResult["end"]>();
  const stop = (why: ExecResult["end"]): void => {
    // Whoever floods would go on while the kill is under way.
    if (why === "output-limit") socket.destroy();
    stopped.resolve(why);
  };
  const cancel = (): void => stop("cancelled");
  signal?.addEventListener("abort", cancel, { once: true });
  if (signal?.aborted) cancel();
  const timer = timeoutMs === undefined ? undefined : setTimeout(() => stop("timeout"), timeoutMs);
  const demux = createDemuxer((chunk, stream) => {
    output[stream].add(chunk);
    onOutput?.(chunk, stream);
    if (output[stream].isFlooded()) stop("output-limit");
  });
  socket.on("data", demux);
  if (hasStdin) socket.end(stdin);
  try {
    const end = await Promise.race([ended, stopped.promise]);
    if (typeof end === "string") {
      await kill(ended);
      return toResult(end, null);
    }
    const isOom = end !== 0 && (await ranOutOfMemory(host, oomCount, end));
    return toResult(isOom ? "memory" : "exited", end);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", cancel);
    socket.destroy();
  }
}

/** An exit code alone does not tell: 137 is memory, a kill or a deadline. */
async function ranOutOfMemory({ facts }: ExecHost, before: number, exitCode: number): Promise<boolean> {
  if (exitCode === KILLED) await facts.until(() => facts.oomCount > before || facts.hasDied, OOM_DELAY_MS);
  return facts.oomCount > before;
}

function isTooLong(command: readonly string[], env: Readonly<Record<string, string>>): boolean {
  const words = [...command, ...Object.entries(env).map(([name, value]) => `${name}=${value}`)];
  const lengths = words.map((word) => Buffer.byteLength(word) + 1);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  return total > MAX_ARGUMENTS_BYTES || lengths.some((length) => length > MAX_ARGUMENT_BYTES);
}

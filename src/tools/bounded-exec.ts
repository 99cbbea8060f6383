import type { ExecOptions, ExecResult, Sandbox } from "../core/sandbox.ts";

/** Kept bytes of a stream, times this: a command that writes so much is ended. Below what the sandbox itself takes for a flood. */
const FLOOD_FACTOR = 8;
/** By this the sandbox's own deadline comes later: it is for what cannot be ended from inside. */
const BACKSTOP_MS = 60_000;

/** Exit codes by which the program inside tells that it ended the command; no usual program has them. */
const ENDS: ReadonlyMap<number | null, ExecResult["end"]> = new Map([
  [252, "timeout"],
  [253, "output-limit"],
]);

interface BoundedOptions extends ExecOptions {
  readonly timeoutMs: number;
  readonly maxOutputBytes: number;
  /** Bytes of a stream at which the command is ended; eight times those that are kept unless told otherwise. */
  readonly floodBytes?: number;
}

/**
 * Runs a command that is ended from inside the sandbox, with all that came of it, past its time or output. The sandbox's
 * own way may end everything of the same user, and that can be the agent's program which waits for the answer.
 */
export async function execBounded(
  sandbox: Sandbox,
  command: readonly string[],
  { timeoutMs, floodBytes, ...options }: BoundedOptions,
): Promise<ExecResult> {
  const { node, runtime } = sandbox.layout;
  const bounds = [timeoutMs, floodBytes ?? FLOOD_FACTOR * options.maxOutputBytes, ...ENDS.keys()];
  const bounded = [node, `${runtime}/run-bounded.mjs`, ...bounds.map(String), ...command];
  const result = await sandbox.exec(bounded, { ...options, timeoutMs: timeoutMs + BACKSTOP_MS });
  const end = ENDS.get(result.exitCode);
  return result.end === "exited" && end !== undefined ? { ...result, end, exitCode: null } : result;
}

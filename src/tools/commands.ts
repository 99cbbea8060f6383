import { z } from "zod";
import type { Limits } from "../core/limits.ts";
import type { ExecResult, Sandbox } from "../core/sandbox.ts";
import { type AppCommands, appEnvironment } from "../core/stack.ts";
import { formatDuration } from "../core/format.ts";
import { execBounded } from "./bounded-exec.ts";
import { defineTool, fail, say, type Tool } from "./tool.ts";

const DEFAULT_SECONDS = 60;
const MAX_SECONDS = 600;
/** Of the time after which an agent that waits in silence is ended, with its trial: so much a command may take. */
const IDLE_SHARE = 0.8;
/** Of each stream: head and tail. */
const MAX_OUTPUT_BYTES = 30_000;

/** A command line in the workspace, as the agent's user. */
export function createCommandTool(sandbox: Sandbox, app: AppCommands, limits: Limits): Tool {
  const longest = toLongestSeconds(limits);
  return defineTool({
    name: "run_command",
    description: `Runs a shell command in the workspace and gives its output and exit code. It must end by itself, within ${longest} seconds at most: start servers with start_app, or in the background; what takes longer goes to the background too, with its output in a file. There is no network.`,
    input: z.object({
      command: z.string().min(1),
      timeout_seconds: z.int().min(1).max(longest).default(Math.min(DEFAULT_SECONDS, longest)),
    }),
    run: async ({ command, timeout_seconds }, signal) => {
      const result = await execBounded(sandbox, ["sh", "-c", command], {
        user: "agent",
        cwd: sandbox.layout.app,
        env: appEnvironment(sandbox.layout, app),
        timeoutMs: timeout_seconds * 1000,
        maxOutputBytes: MAX_OUTPUT_BYTES,
        signal,
      });
      return isGood(result) ? say(describe(result)) : fail(describe(result));
    },
  });
}

/** An idle limit below the usual time of a command is meant as it is: a command that waits so long ends the trial. */
function toLongestSeconds({ wallTimeMs, idleTimeMs }: Limits): number {
  const quiet = Math.max(DEFAULT_SECONDS * 1000, IDLE_SHARE * idleTimeMs);
  return Math.max(1, Math.min(MAX_SECONDS, Math.floor(Math.min(wallTimeMs, quiet) / 1000)));
}

const isGood = ({ end, exitCode }: ExecResult): boolean => end === "exited" && exitCode === 0;

const ENDS: Readonly<Record<ExecResult["end"], string>> = {
  exited: "",
  timeout: "it took too long and was ended, with all that it started",
  "output-limit": "it wrote too much and was ended, with all that it started",
  cancelled: "it was cancelled",
  memory: "it used up the memory and was ended",
};

/** What a command wrote and how it ended, as a model reads it. */
export function describe({ stdout, stderr, exitCode, end, durationMs }: ExecResult): string {
  const decoder = new TextDecoder();
  const how = end === "exited" ? `exit code ${exitCode}` : ENDS[end];
  const parts = [decoder.decode(stdout).trimEnd(), decoder.decode(stderr).trimEnd()].filter(Boolean);
  return [...parts, `[${how}, ${formatDuration(durationMs)}]`].join("\n");
}

import { z } from "zod";
import type { Limits } from "../core/limits.ts";
import type { ExecResult, Sandbox } from "../core/sandbox.ts";
import { type AppCommands, appEnvironment } from "../core/stack.ts";
import { formatDuration } from "../core/units.ts";
import { defineTool, fail, say, type Tool } from "./tool.ts";

const DEFAULT_SECONDS = 60;
const MAX_SECONDS = 600;
/** Of each stream: head and tail. */
const MAX_OUTPUT_BYTES = 30_000;

/** A command line in the workspace, as the agent's user. */
export function createCommandTool(sandbox: Sandbox, app: AppCommands, limits: Limits): Tool {
  return defineTool({
    name: "run_command",
    description: `Runs a shell command in the workspace and gives its output and exit code. It must end by itself: start servers with start_app, or in the background. There is no network.`,
    input: z.object({
      command: z.string().min(1),
      timeout_seconds: z.int().min(1).max(MAX_SECONDS).default(DEFAULT_SECONDS),
    }),
    run: async ({ command, timeout_seconds }, signal) => {
      const result = await sandbox.exec(["sh", "-c", command], {
        user: "agent",
        cwd: sandbox.layout.app,
        env: appEnvironment(sandbox.layout, app),
        timeoutMs: Math.min(timeout_seconds * 1000, limits.wallTimeMs),
        maxOutputBytes: MAX_OUTPUT_BYTES,
        signal,
      });
      return isGood(result) ? say(describe(result)) : fail(describe(result));
    },
  });
}

const isGood = ({ end, exitCode }: ExecResult): boolean => end === "exited" && exitCode === 0;

const ENDS: Readonly<Record<ExecResult["end"], string>> = {
  exited: "",
  timeout: "it took too long and was ended, with everything else that ran",
  "output-limit": "it wrote too much and was ended, with everything else that ran",
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

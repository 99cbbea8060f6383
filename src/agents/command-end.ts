import type { AgentEnd } from "../core/agent.ts";
import type { ExecResult } from "../core/sandbox.ts";

/** Limits that a command can meet by itself; null where it met none. */
export function toLimitEnd({ end }: ExecResult): AgentEnd | null {
  if (end === "memory")
    return { kind: "limit", limit: "memory", message: "the agent used up the sandbox's memory" };
  if (end === "output-limit")
    return { kind: "limit", limit: "outputBytes", message: "the agent wrote more output than a command may" };
  return null;
}

/** The last lines of what a command wrote to standard error, for a message. */
export function lastLines({ stderr }: ExecResult): string {
  const text = new TextDecoder().decode(stderr).trim();
  return text.split("\n").slice(-5).join("\n").slice(-500);
}

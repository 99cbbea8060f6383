import { APICallError } from "ai";
import type { AgentEnd } from "../../core/agent.ts";
import { InfraError, SandboxDeathError } from "../../core/errors.ts";

/**
 * How an agent that runs in the harness was ended by an error.
 * @throws the error itself where it tells of the infrastructure or of the sandbox: what that comes to is the harness's to judge
 */
export function toAgentEnd(error: unknown, signal: AbortSignal): AgentEnd {
  // Who ended it, and whether a limit did, is the harness's to tell.
  if (signal.aborted) return { kind: "completed" };
  if (error instanceof InfraError || error instanceof SandboxDeathError) throw error;
  const { message } = error as Error;
  const said = APICallError.isInstance(error) ? `the model cannot be asked: ${message}` : message;
  return { kind: "agent-error", message: said };
}

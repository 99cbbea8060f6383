import { InfraError, SandboxDeathError, WorkspaceRejectedError } from "../core/errors.ts";
import type { TrialEventBody } from "../core/event.ts";
import type { FrozenTurn } from "../core/journal.ts";
import type { Limits } from "../core/limits.ts";
import type { Sandbox } from "../core/sandbox.ts";
import type { RunContext } from "./context.ts";

export interface FreezeRequest {
  readonly sandbox: Sandbox;
  readonly turn: number;
  readonly limits: Limits;
  readonly signal: AbortSignal;
  readonly emit: (event: TrialEventBody) => void;
}

/**
 * Stops the sandbox, validates what the agent left and stores it. A workspace that cannot be collected by the agent's
 * doing is data, not an exception.
 */
export async function freezeTurn(
  { sandbox, turn, limits, signal, emit }: FreezeRequest,
  { archive, workspaces }: Pick<RunContext, "archive" | "workspaces">,
): Promise<FrozenTurn> {
  try {
    const clean = await archive.sanitize(await sandbox.freeze(), limits, signal);
    await workspaces.put(clean.sha256, clean.tar);
    for (const message of clean.flags) emit({ type: "warning", message });
    emit({ type: "frozen", turn, workspace: clean.sha256, files: clean.files, bytes: clean.bytes });
    return { turn, workspace: clean.sha256, rejection: null };
  } catch (error) {
    // The archive is the engine's making, not the agent's: one that is cut or muddled was not sent whole.
    if (error instanceof WorkspaceRejectedError && error.reason === "malformed") {
      throw new InfraError("engine", `the workspace did not arrive whole: ${error.message}`, {
        cause: error,
      });
    }
    if (error instanceof WorkspaceRejectedError || error instanceof SandboxDeathError) {
      emit({ type: "warning", message: error.message });
      return { turn, workspace: null, rejection: error.message };
    }
    throw error;
  }
}

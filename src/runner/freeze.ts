import { InfraError, SandboxDeathError, WorkspaceRejectedError } from "../core/errors.ts";
import type { TrialEventBody } from "../core/event.ts";
import type { FrozenTurn } from "../core/journal.ts";
import type { Limits } from "../core/limits.ts";
import type { Sandbox } from "../core/sandbox.ts";
import type { RunContext } from "./context.ts";

export interface FreezeRequest {
  readonly sandbox: Sandbox;
  readonly limits: Limits;
  readonly signal: AbortSignal;
  readonly emit: (event: TrialEventBody) => void;
}

/** A stored workspace, or why it could not be collected, by the agent's doing. */
export type FrozenWorkspace =
  | { readonly workspace: string; readonly files: number; readonly bytes: number }
  | { readonly workspace: null; readonly rejection: string };

type FreezeContext = Pick<RunContext, "archive" | "workspaces">;

/** Stops the sandbox, validates what the agent left and stores it. A sandbox that died is for the caller to tell. */
export async function freezeWorkspace(
  { sandbox, limits, signal, emit }: FreezeRequest,
  { archive, workspaces }: FreezeContext,
): Promise<FrozenWorkspace> {
  try {
    const clean = await archive.sanitize(await sandbox.freeze(), limits, signal);
    await workspaces.put(clean.sha256, clean.tar);
    for (const message of clean.flags) emit({ type: "warning", message });
    return { workspace: clean.sha256, files: clean.files, bytes: clean.bytes };
  } catch (error) {
    if (!(error instanceof WorkspaceRejectedError)) throw error;
    // The archive is the engine's making, not the agent's: one that is cut or muddled was not sent whole.
    if (error.reason === "malformed") {
      throw new InfraError("engine", `the workspace did not arrive whole: ${error.message}`, {
        cause: error,
      });
    }
    emit({ type: "warning", message: error.message });
    return { workspace: null, rejection: error.message };
  }
}

/** Freezes what a turn left. A workspace that cannot be collected by the agent's doing is data, not an exception. */
export async function freezeTurn(
  request: FreezeRequest & { readonly turn: number },
  context: FreezeContext,
): Promise<FrozenTurn> {
  const { turn, emit } = request;
  const frozen = await freezeWorkspace(request, context).catch((error: unknown) => {
    if (!(error instanceof SandboxDeathError)) throw error;
    emit({ type: "warning", message: error.message });
    return { workspace: null, rejection: error.message };
  });
  if (frozen.workspace === null) return { turn, workspace: null, rejection: frozen.rejection, services: {} };
  const { workspace, files, bytes } = frozen;
  emit({ type: "frozen", turn, workspace, files, bytes });
  return { turn, workspace, rejection: null, services: {} };
}

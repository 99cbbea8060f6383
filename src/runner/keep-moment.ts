import type { AgentDefinition } from "../core/agent.ts";
import { WorkspaceRejectedError } from "../core/errors.ts";
import type { TrialEventBody } from "../core/event.ts";
import type { Checkpoint } from "../core/journal.ts";
import type { Limits } from "../core/limits.ts";
import type { Sandbox } from "../core/sandbox.ts";
import type { Remembered } from "./agent-turns.ts";
import type { RunContext } from "./context.ts";
import { freezeWorkspace } from "./freeze.ts";
import type { GatedSandbox } from "./gated-sandbox.ts";
import type { Services } from "./services.ts";
import { packSession } from "./session-folders.ts";

export interface KeepRequest {
  readonly limits: Limits;
  readonly signal: AbortSignal;
  readonly emit: (event: TrialEventBody) => void;
  readonly recovery: AgentDefinition["recovery"];
  readonly gated: Pick<GatedSandbox, "hold">;
  readonly services: Pick<Services, "freeze" | "thaw">;
  readonly remembered: Remembered;
}

/**
 * Keeps the workspace, the services' state and what the agent goes on from; null where that cannot be done now. A
 * program's session is of a moment before the rest, since nothing can be read of it while the sandbox stands still.
 */
export async function keepMoment(
  { limits, signal, emit, recovery, gated, services, remembered }: KeepRequest,
  context: Pick<RunContext, "archive" | "workspaces" | "sha256">,
): Promise<Pick<Checkpoint, "workspace" | "services" | "memory"> | null> {
  return gated.hold(async (sandbox) => {
    const memory =
      recovery?.kind === "folders" ? await readSession(sandbox, recovery.folders, emit) : remembered.read();
    const standing = await whileStill(sandbox, services, async () => {
      const { workspace } = await freezeWorkspace({ sandbox, limits, signal, emit }, context);
      return workspace === null ? null : { workspace, services: await services.freeze() };
    }).catch((error: unknown) => {
      // If a service's state cannot be kept at the turn's end either, that is told there.
      if (!(error instanceof WorkspaceRejectedError)) throw error;
      emit({ type: "warning", message: error.message });
      return null;
    });
    if (standing === null) return null;
    const isKept = recovery !== null && memory !== null;
    return { ...standing, memory: isKept ? await keepBytes(memory, context) : null };
  });
}

async function readSession(
  sandbox: Sandbox,
  folders: readonly string[],
  emit: KeepRequest["emit"],
): Promise<Uint8Array | null> {
  const { packed, problem } = await packSession(sandbox, folders);
  if (problem !== null)
    emit({ type: "warning", message: `the agent's session is not in this checkpoint: ${problem}` });
  return packed;
}

/** Does work that stops the sandbox and the services, and lets them go on whatever comes of it. */
async function whileStill<Result>(
  sandbox: Sandbox,
  services: KeepRequest["services"],
  work: () => Promise<Result>,
): Promise<Result> {
  const goOn = async (): Promise<void> => {
    try {
      await services.thaw();
    } finally {
      await sandbox.thaw();
    }
  };
  let result: Result;
  try {
    result = await work();
  } catch (error) {
    // Why it failed says more than what follows from it.
    await goOn().catch(() => {});
    throw error;
  }
  await goOn();
  return result;
}

async function keepBytes(
  bytes: Uint8Array,
  { workspaces, sha256 }: Pick<RunContext, "workspaces" | "sha256">,
): Promise<string> {
  const hash = sha256(bytes);
  await workspaces.put(hash, bytes);
  return hash;
}

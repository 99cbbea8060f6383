import { join } from "node:path";
import type { AgentDefinition } from "../core/agent.ts";
import { InfraError } from "../core/errors.ts";
import type { FrozenTurn } from "../core/journal.ts";
import type { Sandbox, SandboxFile } from "../core/sandbox.ts";
import type { LoadedTask } from "../core/suite.ts";
import type { Task } from "../core/task.ts";
import { listFiles, readFiles } from "../host/folder-files.ts";
import type { AgentPhaseRequest } from "./agent-phase.ts";
import type { RunContext } from "./context.ts";
import { unpackSession } from "./session-folders.ts";

/** What an agent phase begins with: the task's own files, or what a checkpoint kept. */
export interface PhaseStart {
  readonly turn: number;
  /** Label of the checkpoint; null at the beginning. */
  readonly label: string | null;
  readonly workspace: string | null;
  readonly memory: string | null;
  readonly services: Readonly<Record<string, string>> | null;
  readonly turns: readonly FrozenTurn[];
  readonly agentMs: number;
  readonly turnMs: number;
}

const BEGINNING: PhaseStart = {
  turn: 1,
  label: null,
  workspace: null,
  memory: null,
  services: null,
  turns: [],
  agentMs: 0,
  turnMs: 0,
};

export function toStart({ resumeFrom }: Pick<AgentPhaseRequest, "resumeFrom">): PhaseStart {
  return resumeFrom === null ? BEGINNING : { ...resumeFrom.checkpoint, turns: resumeFrom.turns };
}

export interface WorkspaceFilling {
  readonly sandbox: Sandbox;
  readonly loaded: LoadedTask;
  readonly task: Task;
  readonly start: PhaseStart;
  readonly recovery: AgentDefinition["recovery"];
}

/** Fills the workspace and puts an agent's session folders back; gives what an agent in the harness remembers. */
export async function fillWorkspace(
  { sandbox, loaded, task, start, recovery }: WorkspaceFilling,
  context: RunContext,
): Promise<Uint8Array | null> {
  if (start.workspace === null) {
    await sandbox.writeFiles(await loadStartFiles(loaded, task));
    return null;
  }
  await sandbox.unpack(await context.workspaces.get(start.workspace));
  const memory = start.memory === null ? null : await context.workspaces.get(start.memory);
  if (memory === null || recovery?.kind !== "folders") return memory;
  if (await unpackSession(sandbox, memory)) return null;
  throw new InfraError("engine", "the agent's session could not be put back");
}

/**
 * The starter's files and the assets, as they lie in the workspace before the agent begins. They come from the task's own folder:
 * nothing of the suite's private one reaches an agent.
 */
export async function loadStartFiles(loaded: LoadedTask, task: Task): Promise<SandboxFile[]> {
  const starter = task.starter === undefined ? null : join(loaded.folder, task.starter);
  return [
    ...(starter === null ? [] : await readFiles(starter, await listFiles(starter))),
    ...(await readFiles(loaded.folder, task.assets)),
  ];
}

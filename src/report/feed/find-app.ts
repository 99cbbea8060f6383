import type { SandboxFile } from "../../core/sandbox.ts";
import type { TrialSpec } from "../../core/trial.ts";
import type { ReportRun } from "./report-run.ts";

/** How the app of a turn can be played. */
export interface FoundApp {
  readonly kind: "static" | "server" | "none";
  readonly note: string | null;
}

const NOTHING_LEFT = "Its workspace is not stored: it could not be collected, or it was pruned.";
const NOT_KEPT = "Its build was not kept, so it must be built in a sandbox first.";
const NEEDS_SERVER = "It brings a server of its own, which must be started in a sandbox.";

export async function findApp(
  { data, files }: ReportRun,
  trial: TrialSpec,
  { turn, hasFiles }: { readonly turn: number; readonly hasFiles: boolean },
): Promise<FoundApp> {
  const task = data.manifest.tasks.find(({ id }) => id === trial.task);
  if (!hasFiles) return { kind: "none", note: NOTHING_LEFT };
  if (task?.app.servesFiles !== true) return { kind: "server", note: NEEDS_SERVER };
  if (!task.app.isBuilt || (await files.hasBuilt(trial.id, turn))) return { kind: "static", note: null };
  return { kind: "server", note: NOT_KEPT };
}

/** The files that a browser is served, below the app's root; null where there are none. */
export async function readAppFiles(
  { data, files }: ReportRun,
  trial: TrialSpec,
  { turn, workspace }: { readonly turn: number; readonly workspace: string | null },
): Promise<readonly SandboxFile[] | null> {
  const task = data.manifest.tasks.find(({ id }) => id === trial.task);
  if (task?.app.servesFiles !== true) return null;
  if (task.app.isBuilt) return files.built(trial.id, turn);
  const stored = workspace === null ? null : await files.workspace(workspace);
  if (stored === null || task.app.root === ".") return stored;
  const prefix = `${task.app.root}/`;
  return stored.flatMap((file) =>
    file.path.startsWith(prefix) ? [{ ...file, path: file.path.slice(prefix.length) }] : [],
  );
}

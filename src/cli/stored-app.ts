import { noApp, unknownTurn } from "../core/app-errors.ts";
import type { TrialSpec } from "../core/trial.ts";
import { sha256 } from "../loader/digest.ts";
import { workspaceCodec } from "../sandbox/archive/archive.ts";
import { readStates, type StoredRun } from "../store/run-store.ts";
import { createWorkspaceStore } from "../store/workspaces.ts";

/** The workspace that a trial left after one of its turns. */
export interface StoredApp {
  readonly turn: number;
  readonly tar: Uint8Array;
}

/**
 * Reads what a trial left.
 * @param turn null: its last
 * @throws UserError `no-app`, `unknown-turn`, and `lost-workspace` where it was pruned or damaged
 */
export async function loadStoredApp(
  source: StoredRun,
  { id }: Pick<TrialSpec, "id">,
  turn: number | null,
): Promise<StoredApp> {
  const frozen = (await readStates(source)).get(id)?.frozen ?? null;
  const last = frozen?.turns.at(-1);
  if (frozen === null || last === undefined) throw noApp(id, "no workspace of it was kept");
  const turns = frozen.turns.map((one) => one.turn);
  const wanted = turn === null ? last : frozen.turns.find((one) => one.turn === turn);
  if (wanted === undefined) throw unknownTurn(id, turn!, turns);
  const { workspace, rejection } = wanted;
  if (workspace === null) throw noApp(id, rejection ?? "its workspace could not be collected");
  const store = createWorkspaceStore(source.folder.workspaces, workspaceCodec, sha256);
  return { turn: wanted.turn, tar: await store.get(workspace) };
}

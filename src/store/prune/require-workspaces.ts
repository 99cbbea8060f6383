import { basename, join } from "node:path";
import type { FrozenRecord } from "../../core/journal.ts";
import { workspacesPruned } from "../../core/setting-errors.ts";
import { toLeftWorkspaces } from "../left-workspaces.ts";
import { fileExists, type StoredRun } from "../run-store.ts";
import { readPrunedPaths } from "../seal/pruned.ts";

/** @throws UserError `workspaces-pruned` where one of them was removed by `prune`, and `broken-seal` */
export async function requireWorkspaces(
  { folder, manifest }: StoredRun,
  frozen: readonly FrozenRecord[],
): Promise<void> {
  const below = basename(folder.workspaces);
  const pruned = await readPrunedPaths(folder.seal, `${below}/`);
  if (pruned.size === 0) return;
  const gone = new Set<string>();
  for (const { trialId, hash } of frozen.flatMap(toLeftWorkspaces)) {
    const name = `${hash}.tar.zst`;
    if (pruned.has(`${below}/${name}`) && !(await fileExists(join(folder.workspaces, name))))
      gone.add(trialId);
  }
  if (gone.size > 0) throw workspacesPruned(manifest.runId, [...gone]);
}

import type Docker from "dockerode";
import { callEngine, EngineRefusal, toInfraError } from "./engine-call.ts";
import { HARNESS_LABEL, OWNER_LABEL } from "./labels.ts";
import { isOwnerDead } from "../../host/process-identity.ts";

const REMOVE_TIMEOUT_MS = 60_000;

/**
 * Removes the containers and volumes of ours whose owner was a process of this host that lives no more. What another
 * host owns, or a live process, stays; a dry run lets all stay. Resolves to the names of what was removed, or would be.
 * @throws InfraError `engine`
 */
export async function reapDeadRuns(
  docker: Docker,
  { isDry }: { readonly isDry: boolean },
): Promise<string[]> {
  const filters = { label: [HARNESS_LABEL] };
  try {
    const containers = await callEngine("list containers", () =>
      docker.listContainers({ all: true, filters }),
    );
    const removed: string[] = [];
    for (const { Id, Names, Labels } of containers) {
      if (!isOwnerDead(Labels[OWNER_LABEL] ?? "")) continue;
      const remove = () => docker.getContainer(Id).remove({ force: true, v: true });
      if (!isDry) await removeUnlessGone("a container", remove);
      removed.push(Names[0]?.replace(/^\//, "") ?? Id);
    }
    const { Volumes } = await callEngine("list volumes", () => docker.listVolumes({ filters }));
    // The engine gives null where there are none.
    for (const { Name, Labels } of (Volumes as typeof Volumes | null) ?? []) {
      if (!isOwnerDead(Labels[OWNER_LABEL] ?? "")) continue;
      const remove = () => docker.getVolume(Name).remove({ force: true });
      if (!isDry) await removeUnlessGone("a volume", remove);
      removed.push(Name);
    }
    return removed;
  } catch (error) {
    throw toInfraError(error);
  }
}

async function removeUnlessGone(what: string, remove: () => Promise<unknown>): Promise<void> {
  try {
    await callEngine(`remove ${what}`, remove, { timeoutMs: REMOVE_TIMEOUT_MS });
  } catch (error) {
    // Gone (404), or another process is removing it or still uses it (409).
    if (!(error instanceof EngineRefusal) || ![404, 409].includes(error.status)) throw error;
  }
}

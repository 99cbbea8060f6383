import type Docker from "dockerode";
import { loadCatalog } from "./catalog.ts";
import { IMAGE_LABEL } from "./image-labels.ts";
import { REPOSITORY_PREFIX } from "./recipe.ts";

/** A temporary name that is older than any build takes was left by a process that died. */
const PART_AGE_MS = 3_600_000;
const PART = /\.part-[0-9a-f]{8}$|^buildoff\/debian-part:/;

/** What was removed (or would be), and what an engine would not let go because something uses it. */
export interface ImageCleanup {
  readonly removed: readonly string[];
  readonly kept: readonly string[];
}

/** Removes buildoff's images whose recipe is no longer current, and what builds that died have left. */
export async function removeOutdatedImages(docker: Docker, dryRun: boolean): Promise<ImageCleanup> {
  const outdated = (await loadCatalog(docker)).filter(({ isCurrent, image }) => !isCurrent && image !== null);
  // Children first: an image with children only loses its name.
  const names = outdated.toSorted((a, b) => depth(b.what) - depth(a.what)).map(({ tag }) => tag);
  const candidates = [...names, ...(await findParts(docker)), ...(await findNameless(docker))];
  const removed: string[] = [];
  const kept: string[] = [];
  for (const name of candidates) {
    if (dryRun || (await removeImage(docker, name))) removed.push(name);
    else kept.push(name);
  }
  return { removed, kept };
}

function depth(what: string): number {
  const order = ["debian", "node", "base", "checker", "stack", "agent"];
  return order.findIndex((name) => what === name || what.startsWith(`${name}-`));
}

async function findParts(docker: Docker): Promise<string[]> {
  const images = await docker.listImages({ filters: { reference: [`${REPOSITORY_PREFIX}*`] } });
  const old = images.filter(({ Created }) => Date.now() - Created * 1000 > PART_AGE_MS);
  return old.flatMap(({ RepoTags }) => ((RepoTags as string[] | null) ?? []).filter((tag) => PART.test(tag)));
}

/** Two processes that built the same image leave one without a name. */
async function findNameless(docker: Docker): Promise<string[]> {
  const images = await docker.listImages({ filters: { dangling: ["true"], label: [IMAGE_LABEL] } });
  return images.map(({ Id }) => Id);
}

/** Resolves to false where a container uses it. */
async function removeImage(docker: Docker, name: string): Promise<boolean> {
  try {
    await docker.getImage(name).remove();
    return true;
  } catch (error) {
    const { statusCode } = error as { statusCode?: number };
    if (statusCode === 404) return true;
    if (statusCode === 409) return false;
    throw error;
  }
}

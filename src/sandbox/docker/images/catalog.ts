import type Docker from "dockerode";
import { chooseDebianSources, debianTag } from "./debian.ts";
import { readArchitecture } from "./ensure.ts";
import { type BuiltImage, listBuiltImages } from "./image-labels.ts";
import { listLayers, planImages } from "./plan.ts";

export interface CatalogEntry {
  readonly what: string;
  readonly tag: string;
  /** Null where the engine does not have it. */
  readonly image: BuiltImage | null;
  /** False where its recipe has changed since. */
  readonly isCurrent: boolean;
}

/** Every image that buildoff can make (for one way to a base) and every one of its images that the engine has. */
export async function loadCatalog(docker: Docker): Promise<CatalogEntry[]> {
  const [arch, images, stacks, agentLayers] = await Promise.all([
    readArchitecture(docker),
    listBuiltImages(docker),
    listLayers("stacks"),
    listLayers("agents"),
  ]);
  const needs = {
    stacks: stacks.map((name) => ({ name, dockerfile: null })),
    agentLayers: agentLayers.map((name) => ({ name, dockerfile: null })),
    checker: true,
  };
  const ways = [...chooseDebianSources(process.env["BUILDOFF_BASE"]), ...chooseDebianSources(undefined)];
  const sources = [...new Set(ways.map((source) => debianTag(source, arch)))];
  const plans = await Promise.all(sources.map((tag) => planImages(needs, tag, arch)));
  const current = new Set([...sources, ...plans.flatMap((plan) => plan.map(({ tag }) => tag))]);
  const shown = plans.find((plan) => plan.some(({ tag }) => images.has(tag))) ?? plans[0] ?? [];
  const missing = shown.filter(({ tag }) => !images.has(tag));
  return [
    ...[...images.values()].map((image) => ({
      what: image.what,
      tag: image.tag,
      image,
      isCurrent: isCurrent(image, images, current),
    })),
    ...missing.map(({ what, tag }) => ({ what, tag, image: null, isCurrent: true })),
  ].toSorted((a, b) => (a.tag < b.tag ? -1 : 1));
}

/** An image of a suite's own stack has no recipe here: it is current while what it stands on is. */
function isCurrent(
  image: BuiltImage,
  images: ReadonlyMap<string, BuiltImage>,
  current: ReadonlySet<string>,
): boolean {
  if (current.has(image.tag)) return true;
  const hasRecipe = [...current].some((tag) => tag.startsWith(`buildoff/${image.what}:`));
  const parent = image.parent === null ? undefined : images.get(image.parent);
  return !hasRecipe && parent !== undefined && isCurrent(parent, images, current);
}

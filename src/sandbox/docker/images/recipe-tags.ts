import type { SandboxNeeds } from "../../../core/sandbox.ts";
import { chooseDebianSources, debianTag } from "./debian.ts";
import { planImages } from "./plan.ts";

/** Architectures that images are made for, in the registry's words. */
const ARCHITECTURES = ["amd64", "arm64"];

/**
 * Tags that the images of the needs have by what they are (`stack-vite`, `checker`), by every way to a base: no engine is
 * asked. Equal recipes give equal tags, on every machine.
 */
export async function listRecipeTags(needs: SandboxNeeds): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const sources = [...chooseDebianSources(process.env["BUILDOFF_BASE"]), ...chooseDebianSources(undefined)];
  const bases = ARCHITECTURES.flatMap((arch) =>
    [...new Set(sources.map((source) => debianTag(source, arch)))].map((debian) => ({ debian, arch })),
  );
  const plans = await Promise.all(
    bases.map(({ debian, arch }) => planImages({ ...needs, checker: true }, debian, arch)),
  );
  const tags = new Map<string, Set<string>>();
  for (const { what, tag } of plans.flat()) tags.set(what, (tags.get(what) ?? new Set()).add(tag));
  return tags;
}

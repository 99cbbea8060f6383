import { checkKinds } from "../../checks/registry.ts";
import { UserError } from "../../core/errors.ts";
import type { Manifest } from "../../core/manifest.ts";
import { loadSuite } from "../../loader/load-suite.ts";
import { listRecipeTags } from "../../sandbox/docker/images/recipe-tags.ts";
import { recallAgent } from "../resolve-agent.ts";
import { toSandboxNeeds } from "../sandbox-needs.ts";
import { countOf, type Finding, finding, type Inspector, judge, unknown } from "./inspection.ts";

/** The images' tags are those of the recipes that this buildoff, the suite and the user's agents have now. */
export const imagesInspector: Inspector = {
  kind: "images",
  isOfRunAlone: false,
  inspect: async ({ manifest, suite }) => {
    const images = Object.entries(manifest.sandbox.images);
    if (images.length === 0) return unknown(`the sandbox ${manifest.sandbox.provider} has none`);
    try {
      const tags = await listTags(manifest, suite ?? manifest.suite.folder);
      return judge(
        `${countOf(images.length, "image")}, by the recipes that there are now`,
        images.flatMap(([role, { tag }]) => compare(role, tag, tags)),
      );
    } catch (error) {
      const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
      if (!isMissing && !(error instanceof UserError)) throw error;
      return unknown(`their recipes cannot be read here: ${(error as Error).message}`);
    }
  },
};

async function listTags(
  manifest: Manifest,
  folder: string,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const loaded = await loadSuite(folder, checkKinds);
  const tasks = loaded.tasks.filter(({ task }) => manifest.tasks.some(({ id }) => id === task.id));
  const needs = toSandboxNeeds({ ...loaded, tasks }, manifest.agents.map(recallAgent), manifest.network);
  return listRecipeTags(needs);
}

function compare(role: string, tag: string, tags: ReadonlyMap<string, ReadonlySet<string>>): Finding[] {
  const now = tags.get(role);
  if (now?.has(tag) === true) return [];
  return [
    finding(
      null,
      now === undefined
        ? `the run used ${tag}, and there is no such image any more`
        : `the run used ${tag}, whose recipe (or BUILDOFF_BASE) is no longer what it was`,
      role,
    ),
  ];
}

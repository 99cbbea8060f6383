import { access, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { NeededStack } from "../../../core/sandbox.ts";
import { packageRoot } from "../../../host/package-root.ts";
import { toNpmCpu } from "./npm-packages.ts";
import { type ContextSource, type Recipe, type RecipeDraft, resolveRecipe } from "./recipe.ts";

/** What a run needs of images. */
export interface ImageNeeds {
  /** `dockerfile`: absolute path where a suite brings its own; its folder is the build context. */
  readonly stacks: readonly NeededStack[];
  /** Names of folders below `sandboxes/agents`; each is put on every stack. */
  readonly agentLayers: readonly string[];
  readonly checker: boolean;
}

export const stackImage = (stack: string): string => `stack-${stack}`;
export const agentImage = (agent: string, stack: string): string => `agent-${agent}-${stack}`;

const sandboxes = join(packageRoot, "sandboxes");
const files = (folder: string, to = "", except: readonly string[] = []): ContextSource => ({
  kind: "folder",
  folder,
  to,
  except,
});
const packages = (folder: string, to = "node_modules", pick = ""): ContextSource => ({
  kind: "packages",
  folder,
  to,
  pick,
});

/**
 * Every image of the needs, a parent before its children: debian → node → base → stacks → agents, and node → checker.
 * @param debian tag of the Debian below them
 */
export async function planImages(needs: ImageNeeds, debian: string, arch: string): Promise<Recipe[]> {
  const recipes: Recipe[] = [];
  const add = async (draft: RecipeDraft, parent: string): Promise<Recipe> => {
    const recipe = await resolveRecipe(draft, parent, arch);
    recipes.push(recipe);
    return recipe;
  };
  const node = await add(nodeImage(arch), debian);
  if (needs.checker) await add(checkerImage(), node.tag);
  if (needs.stacks.length === 0) return recipes;
  const base = await add(baseImage(), node.tag);
  for (const stack of needs.stacks) {
    const { tag } = await add(await stackDraft(stack.name, stack.dockerfile), base.tag);
    const agents = stack.isService === true ? [] : needs.agentLayers;
    for (const agent of agents) await add(agentDraft(agent, stack.name), tag);
  }
  return recipes;
}

function nodeImage(arch: string): RecipeDraft {
  const folder = join(sandboxes, "node");
  return {
    what: "node",
    dockerfile: join(folder, "Dockerfile"),
    args: {},
    sources: [
      files(join(sandboxes, "debian"), "debian"),
      packages(folder, "", `node-linux-${toNpmCpu(arch)}/bin`),
    ],
  };
}

const baseImage = (): RecipeDraft => ({
  what: "base",
  dockerfile: join(sandboxes, "base", "Dockerfile"),
  args: {},
  sources: [packages(join(sandboxes, "node"), "npm", "npm"), files(join(sandboxes, "runtime"), "runtime")],
});

const checkerImage = (): RecipeDraft => ({
  what: "checker",
  dockerfile: join(sandboxes, "checker", "Dockerfile"),
  args: {},
  sources: [files(join(sandboxes, "checker"), "", ["Dockerfile"]), packages(join(sandboxes, "checker"))],
});

async function stackDraft(name: string, dockerfile: string | null): Promise<RecipeDraft> {
  const folder = dockerfile === null ? join(sandboxes, "stacks", name) : dirname(dockerfile);
  const except = ["Dockerfile", "stack.yaml", "node_modules", ".git"];
  const lock = await access(join(folder, "package-lock.json")).then(
    () => true,
    () => false,
  );
  return {
    what: stackImage(name),
    dockerfile: dockerfile ?? join(folder, "Dockerfile"),
    args: {},
    sources: [files(folder, "", except), ...(lock ? [packages(folder)] : [])],
  };
}

function agentDraft(agent: string, stack: string): RecipeDraft {
  const folder = join(sandboxes, "agents", agent);
  return {
    what: agentImage(agent, stack),
    dockerfile: join(sandboxes, "agents", "Dockerfile"),
    args: { AGENT: agent },
    sources: [files(folder), packages(folder)],
  };
}

/** Names of the agents that have an image layer, and of the stacks that buildoff brings. */
export async function listLayers(kind: "agents" | "stacks"): Promise<string[]> {
  const entries = await readdir(join(sandboxes, kind), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();
}

import { access, readdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { NeededImage, SandboxNeeds } from "../../../core/sandbox.ts";
import { SERVICE_STACK } from "../../../core/stack.ts";
import { packageRoot } from "../../../host/package-root.ts";
import { toNpmCpu } from "./npm-packages.ts";
import { type ContextSource, type Recipe, type RecipeDraft, resolveRecipe } from "./recipe.ts";

/** What a run needs of images. */
export interface ImageNeeds extends SandboxNeeds {
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
    const { tag } = await add(await stackDraft(stack), base.tag);
    for (const agent of agentsOn(stack, needs)) await add(await agentDraft(agent, stack.name), tag);
  }
  return recipes;
}

/** The layers that are put on a stack: none where no agent ever works. */
export const agentsOn = ({ name }: NeededImage, { agentLayers }: SandboxNeeds): readonly NeededImage[] =>
  name === SERVICE_STACK ? [] : agentLayers;

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

const stackDraft = ({ name, dockerfile }: NeededImage): Promise<RecipeDraft> =>
  folderDraft(stackImage(name), dockerfile ?? join(sandboxes, "stacks", name, "Dockerfile"));

async function agentDraft({ name, dockerfile }: NeededImage, stack: string): Promise<RecipeDraft> {
  const what = agentImage(name, stack);
  if (dockerfile !== null) return folderDraft(what, dockerfile);
  const folder = join(sandboxes, "agents", name);
  return {
    what,
    dockerfile: join(sandboxes, "agents", "Dockerfile"),
    args: { AGENT: name },
    sources: [files(folder), packages(folder)],
  };
}

/** A Dockerfile with what lies beside it, and with the packages of its lockfile where there is one. */
async function folderDraft(what: string, dockerfile: string): Promise<RecipeDraft> {
  const folder = dirname(dockerfile);
  const except = [basename(dockerfile), "stack.yaml", "node_modules", ".git"];
  const lock = await access(join(folder, "package-lock.json")).then(
    () => true,
    () => false,
  );
  const sources = [files(folder, "", except), ...(lock ? [packages(folder)] : [])];
  return { what, dockerfile, args: {}, sources };
}

/** Names of the agents that have an image layer, and of the stacks that buildoff brings. */
export async function listLayers(kind: "agents" | "stacks"): Promise<string[]> {
  const entries = await readdir(join(sandboxes, kind), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();
}

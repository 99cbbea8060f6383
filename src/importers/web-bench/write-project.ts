import { readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ImportedTask } from "../import-file.ts";
import type { WrittenStack } from "../write-suite.ts";
import { isFolder } from "../../host/folder-files.ts";
import { copyTree } from "../copy-tree.ts";
import type { Checkout } from "./checkout.ts";
import { fetchSpecPackages, type WriteLockfile } from "./packages.ts";
import type { ProjectPlan } from "./plan-project.ts";
import { writeStack } from "./stack.ts";
import { renderTask, SPEC_PACKAGES, UPSTREAM } from "./task-document.ts";

export interface WrittenProject {
  readonly task: ImportedTask;
  readonly stack: WrittenStack | null;
}

export interface ProjectPlace {
  /** Folder of the suite. */
  readonly suite: string;
  readonly checkout: Checkout;
  readonly writeLockfile: WriteLockfile;
  /** Lines of a comment that say where the task comes from. */
  readonly origin: readonly string[];
}

/**
 * Writes a project as a task: `task.yaml`, its start state, its reference, and all that its specs need.
 * @returns what was written, or why npm cannot bring its packages
 */
export async function writeProject(
  { suite, checkout, writeLockfile, origin }: ProjectPlace,
  plan: ProjectPlan,
): Promise<WrittenProject | string> {
  const { name, manifest } = plan.project;
  const source = join(checkout.folder, "projects", name);
  const folder = join(suite, "tasks", name);
  const isServedByVite = plan.config.server.kind === "vite";
  const stack = isServedByVite ? await writeStack({ suite, source, writeLockfile }, plan) : null;
  if (typeof stack === "string") return stack;
  const modules = await writeSpecs(folder, checkout, plan);
  if (typeof modules === "string") {
    await rm(folder, { recursive: true });
    return `npm cannot resolve packages of its specs: ${modules}`;
  }
  await copyState(checkout, source, { from: "src-init", to: join(folder, "starter") });
  // Upstream tests its reference of the last task by the specs of all tasks, so it is the solution of every turn.
  await copyState(checkout, source, { from: "src", to: join(folder, "solution") });
  const stackName = stack === null ? "static" : `web-bench-${name}`;
  const document = renderTask({
    plan,
    stack: stackName,
    ready: await findFirstPage(join(folder, "starter"), manifest.eval?.entry),
    modules,
    origin,
  });
  await writeFile(join(folder, "task.yaml"), document);
  return {
    stack,
    task: {
      id: name,
      from: `projects/${name}`,
      stack: stackName,
      turns: plan.rows.length,
      checks: plan.specs.length,
      rows: plan.rows.map(({ id, sha256 }) => ({ id, sha256 })),
    },
  };
}

/** Copies the specs, what they import, and the checkout's own libraries. Resolves to packages by name and folder. */
async function writeSpecs(
  folder: string,
  checkout: Checkout,
  { project, specs, specPackages }: ProjectPlan,
): Promise<Record<string, string> | string> {
  const upstream = join(folder, UPSTREAM);
  const own = `projects/${project.name}`;
  const test = `${own}/test`;
  await copyInside(checkout, test, upstream);
  // It says whether a spec's file is an ES module.
  await copyInside(checkout, `${own}/package.json`, upstream);
  for (const file of new Set(specs.flatMap((spec) => spec.files))) {
    if (!file.startsWith(`${test}/`)) await copyInside(checkout, file, upstream);
  }
  const modules: Record<string, string> = {};
  if (specs.some((spec) => spec.packages.some((name) => checkout.libraries.has(name)))) {
    for (const [name, library] of checkout.libraries) {
      await copyInside(checkout, library, upstream);
      modules[name] = `${UPSTREAM}/${library}`;
    }
  }
  if (Object.keys(specPackages).length === 0) return modules;
  const names = await fetchSpecPackages(join(upstream, SPEC_PACKAGES), specPackages);
  if (typeof names === "string") return names;
  for (const name of names) modules[name] = `${UPSTREAM}/${SPEC_PACKAGES}/${name}`;
  return modules;
}

/** A state of the app, with the project's assets, which upstream's evaluation lays into it. */
async function copyState(
  checkout: Checkout,
  source: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  await copyTree(checkout.folder, join(source, from), to);
  const assets = join(source, "assets");
  if ((await isFolder(assets)) && !(await isFolder(join(to, "assets"))))
    await copyTree(checkout.folder, assets, join(to, "assets"));
}

const copyInside = (checkout: Checkout, path: string, target: string): Promise<void> =>
  copyTree(checkout.folder, join(checkout.folder, path), join(target, path));

/** The page that a project begins with: a folder without index.html answers nothing at `/`. */
async function findFirstPage(starter: string, entry: string | undefined): Promise<string> {
  const files = await readdir(starter);
  if (entry !== undefined && files.includes(entry)) return `/${entry}`;
  if (files.includes("index.html")) return "/";
  const page = files.filter((file) => file.endsWith(".html")).toSorted()[0];
  return page === undefined ? "/" : `/${page}`;
}

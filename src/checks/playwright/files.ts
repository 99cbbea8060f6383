import { cp, mkdir, readdir, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, matchesGlob, relative, sep } from "node:path";
import type { CheckContext } from "../context.ts";
import type { PlaywrightSpec } from "../playwright.ts";

/** Packages of the checker that a spec may import. */
export const OFFERED_PACKAGES = [
  "@playwright/test",
  "playwright",
  "playwright-core",
  "axe-core",
  "pixelmatch",
  "pngjs",
];

/** Where a run of foreign specs lives; a folder of its own, thrown away with the check. */
export interface SpecFolder {
  /** Holds the configuration, `node_modules`, and the two folders below. */
  readonly root: string;
  /** The task's files under their own paths. */
  readonly files: string;
  /** Paths of the specs below `files`, sorted. */
  readonly specs: readonly string[];
}

/** Copies the task's files and makes the packages that the specs import resolvable from there, and no others. */
export async function createSpecFolder(spec: PlaywrightSpec, context: CheckContext): Promise<SpecFolder> {
  const root = join(context.scratchFolder, "playwright");
  const files = join(root, "files");
  const packages = join(root, "node_modules");
  await mkdir(packages, { recursive: true });
  await cp(context.taskFolder, files, { recursive: true });
  await writeFile(join(root, "package.json"), "{}\n");
  const require = createRequire(`${context.browser.modules}/`);
  for (const name of OFFERED_PACKAGES) {
    const manifest = tryResolve(require, `${name}/package.json`);
    if (manifest !== null) await link(packages, name, dirname(manifest));
  }
  for (const [name, folder] of Object.entries(spec.modules)) await link(packages, name, join(files, folder));
  const specs = (await listBelow(files)).filter((file) =>
    spec.specs.some((pattern) => file === pattern || matchesGlob(file, pattern)),
  );
  return { root, files, specs };
}

async function link(packages: string, name: string, target: string): Promise<void> {
  const path = join(packages, name);
  await mkdir(dirname(path), { recursive: true });
  await symlink(target, path, "dir");
}

function tryResolve(require: NodeJS.Require, name: string): string | null {
  try {
    return require.resolve(name);
  } catch {
    return null;
  }
}

async function listBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .toSorted();
}

import { readdir, readFile } from "node:fs/promises";

import { join } from "node:path";
import { z } from "zod";
import { notACheckout, noSourceFolder, unreadableSource } from "../../core/import-errors.ts";
import { unknownName } from "../../core/user-errors.ts";
import { isFolder } from "../../host/folder-files.ts";
import { suggest } from "../../loader/suggest.ts";

const PackageSchema = z.object({
  name: z.string().optional(),
  type: z.string().optional(),
  eval: z.object({ stable: z.boolean().optional(), entry: z.string().optional() }).optional(),
  dependencies: z.record(z.string(), z.string()).default({}),
  devDependencies: z.record(z.string(), z.string()).default({}),
});
export type PackageFile = z.infer<typeof PackageSchema>;

export interface FoundProject {
  readonly name: string;
  readonly manifest: PackageFile;
}

/** A checkout of Web-Bench, as far as its top is concerned. */
export interface Checkout {
  readonly folder: string;
  /** Every project that its authors call stable, in the order of their names. */
  readonly projects: readonly FoundProject[];
  /** Packages of the checkout itself that specs may import: name, and folder relative to the checkout. */
  readonly libraries: ReadonlyMap<string, string>;
}

/** @throws UserError where there is no folder, or it is no checkout, or a named project is none of its stable ones */
export async function openCheckout(folder: string, only: readonly string[]): Promise<Checkout> {
  if (!(await isFolder(folder))) throw noSourceFolder(folder);
  for (const needed of ["projects", "libraries"]) {
    if (!(await isFolder(join(folder, needed))))
      throw notACheckout(folder, "checkout of web-bench", `it has no folder ${needed}`);
  }
  const found = await listProjects(join(folder, "projects"));
  const stable = found.filter(({ manifest }) => manifest.eval?.stable === true);
  if (stable.length === 0)
    throw notACheckout(folder, "checkout of web-bench", 'no package.json below projects says "stable": true');
  const names = stable.map(({ name }) => name);
  for (const name of only) {
    if (!names.includes(name)) throw unknownName("project", name, names, suggest(name, names));
  }
  return {
    folder,
    projects: only.length === 0 ? stable : stable.filter(({ name }) => only.includes(name)),
    libraries: await listLibraries(folder),
  };
}

async function listProjects(folder: string): Promise<FoundProject[]> {
  const names = (await readdir(folder)).toSorted();
  const found = await Promise.all(
    names.map(async (name) => {
      const manifest = await loadPackage(join(folder, name, "package.json"));
      return manifest === null ? [] : [{ name, manifest }];
    }),
  );
  return found.flat();
}

async function listLibraries(checkout: string): Promise<Map<string, string>> {
  const folders = (await readdir(join(checkout, "libraries"))).toSorted();
  const libraries = new Map<string, string>();
  for (const folder of folders) {
    const manifest = await loadPackage(join(checkout, "libraries", folder, "package.json"));
    if (manifest?.name !== undefined) libraries.set(manifest.name, `libraries/${folder}`);
  }
  return libraries;
}

async function loadPackage(file: string): Promise<PackageFile | null> {
  const text = await readFile(file, "utf8").catch(() => null);
  if (text === null) return null;
  try {
    return PackageSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw unreadableSource(file, "it is no package.json", cause);
  }
}

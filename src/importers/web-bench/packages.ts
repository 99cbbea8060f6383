import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa, ExecaError } from "execa";
import { parse } from "yaml";
import { z } from "zod";
import { packagesNotResolved } from "../../core/import-errors.ts";
import type { FoundProject } from "./checkout.ts";

const NPM_TIMEOUT_MS = 5 * 60_000;

/** Packages that a project names and that nothing of it needs here: the checker and the sandbox have their own. */
const NOT_NEEDED = /^(?:@playwright\/.*|@web-bench\/.*|playwright|serve|cross-env)$/;

/** Packages whose program is fetched or compiled while they are installed. Images are made without install scripts. */
const FETCHED_AT_INSTALL = ["sqlite3", "mongodb-memory-server", "prisma", "@prisma/client"];

/** What a project's own server and app need: name to version, sorted. */
export function neededPackages({ manifest }: FoundProject): Record<string, string> {
  const all = { ...manifest.devDependencies, ...manifest.dependencies };
  return Object.fromEntries(
    Object.entries(all)
      .filter(([name, version]) => !NOT_NEEDED.test(name) && !version.startsWith("workspace:"))
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** Those of the packages that no image can hold. */
export const uninstallable = (packages: Readonly<Record<string, string>>): string[] =>
  FETCHED_AT_INSTALL.filter((name) => name in packages);

const LockedSchema = z.record(z.string(), z.object({ version: z.string() })).default({});
const ImporterSchema = z.record(
  z.string(),
  z.object({ dependencies: LockedSchema, devDependencies: LockedSchema }),
);

/** The exact versions that the checkout's own lockfile gives a project; what it does not name is left as it is. */
export async function pinPackages(
  checkout: string,
  project: string,
  wanted: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const file = join(checkout, "common", "config", "rush", "pnpm-lock.yaml");
  const text = await readFile(file, "utf8").catch(() => "");
  const key = `  ../../projects/${project}:\n`;
  const start = text.indexOf(`\n${key}`) + 1;
  if (start === 0) return { ...wanted };
  // The whole of it takes seconds to read; an entry ends where another of its depth begins.
  const rest = text.slice(start + key.length);
  const end = /^(?: {2})?\S/m.exec(rest)?.index ?? rest.length;
  const parsed = ImporterSchema.safeParse(parse(`${key}${rest.slice(0, end)}`));
  const entry = parsed.success ? Object.values(parsed.data)[0] : undefined;
  const locked = { ...entry?.devDependencies, ...entry?.dependencies };
  return Object.fromEntries(
    Object.entries(wanted).map(([name, range]) => {
      const version = locked[name]?.version.replace(/\(.*$/, "");
      return [name, version !== undefined && /^\d/.test(version) ? version : range];
    }),
  );
}

/** Writes `package.json` and npm's lockfile of it into a folder; resolves to why that cannot be done, or null. */
export type WriteLockfile = (
  folder: string,
  dependencies: Readonly<Record<string, string>>,
) => Promise<string | null>;

/**
 * Equal packages are asked for once, and have equal files, so that images share them. Nothing is installed.
 * The function throws UserError `packages-not-resolved` where there is no npm.
 */
export function createLockfileWriter(): WriteLockfile {
  const known = new Map<string, readonly (readonly [string, string])[]>();
  return async (folder, dependencies) => {
    const key = JSON.stringify(dependencies);
    const found = known.get(key);
    await mkdir(folder, { recursive: true });
    if (found !== undefined) {
      for (const [name, text] of found) await writeFile(join(folder, name), text);
      return null;
    }
    const problem = await resolvePackages(folder, dependencies);
    if (problem !== null) return problem;
    const names = ["package.json", "package-lock.json"];
    const texts = names.map(async (name) => [name, await readFile(join(folder, name), "utf8")] as const);
    known.set(key, await Promise.all(texts));
    return null;
  };
}

async function resolvePackages(
  folder: string,
  dependencies: Readonly<Record<string, string>>,
): Promise<string | null> {
  const manifest = { name: "buildoff-stack-web-bench", private: true, dependencies };
  const write = (content: unknown): Promise<void> =>
    writeFile(join(folder, "package.json"), `${JSON.stringify(content, null, 2)}\n`);
  await write(manifest);
  const problem = await npm(folder, "a project", ["install", "--package-lock-only"]);
  if (problem === null || !problem.includes("ERESOLVE")) return problem;
  // Upstream's pnpm takes the versions that are named, whatever their peers ask for. npm does so where it is told twice.
  const overrides = Object.fromEntries(Object.keys(dependencies).map((name) => [name, `$${name}`]));
  await write({ ...manifest, overrides });
  return npm(folder, "a project", ["install", "--package-lock-only"]);
}

/**
 * Puts packages that specs import, with theirs, below a folder: `<folder>/<name>`. Resolves to the names that are there then.
 * Not `node_modules`, which is no part of a task.
 */
export async function fetchSpecPackages(
  folder: string,
  dependencies: Readonly<Record<string, string>>,
): Promise<readonly string[] | string> {
  const scratch = await mkdtemp(join(tmpdir(), "buildoff-import-"));
  try {
    await writeFile(join(scratch, "package.json"), JSON.stringify({ private: true, dependencies }));
    const problem = await npm(scratch, "specs", ["install", "--no-package-lock"]);
    if (problem !== null) return problem;
    const modules = join(scratch, "node_modules");
    const names = await listPackages(modules);
    for (const name of names) {
      const isOwn = (path: string): boolean =>
        !/[\\/]node_modules(?:[\\/]|$)/.test(path.slice(modules.length));
      await cp(join(modules, name), join(folder, name), { recursive: true, filter: isOwn });
    }
    return names;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function listPackages(modules: string): Promise<string[]> {
  const names = (await readdir(modules)).filter((name) => !name.startsWith(".")).toSorted();
  const nested = names.map(async (name) =>
    name.startsWith("@") ? (await readdir(join(modules, name))).map((inner) => `${name}/${inner}`) : [name],
  );
  return (await Promise.all(nested)).flat();
}

async function npm(folder: string, what: string, args: readonly string[]): Promise<string | null> {
  const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  try {
    await execa("npm", [...args, ...quiet], { cwd: folder, stdin: "ignore", timeout: NPM_TIMEOUT_MS });
    return null;
  } catch (cause) {
    const said = cause instanceof ExecaError ? cause.stderr || cause.shortMessage : String(cause);
    if (cause instanceof ExecaError && cause.code === "ENOENT") throw packagesNotResolved(what, said, cause);
    const lines = said.split("\n").map((line) => line.replace(/^npm (?:error|ERR!)\s*/, "").trim());
    return lines
      .filter((line) => line !== "")
      .slice(0, 2)
      .join(": ");
  }
}

import { createHash } from "node:crypto";
import { copyFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { execa, ExecaError } from "execa";
import { packagesNotFetched, packagesNotInstalled } from "../../core/machine-errors.ts";
import { packageRoot } from "../../host/package-root.ts";
import { ensureCacheFolder, fillOnce } from "../cache-folder.ts";

const INSTALL_TIMEOUT_MS = 10 * 60_000;

/** Where the packages of stacks are kept, below the cache. */
export const stacksFolder = async (): Promise<string> => join(await ensureCacheFolder(), "stacks");

interface PackageOptions {
  readonly progress?: (line: string) => void;
  readonly isConfined?: boolean | undefined;
  readonly signal: AbortSignal;
}

/**
 * The `node_modules` that a stack's apps find above them, installed from its lockfile at first use; null where the stack
 * has none. Shared by all runs: under `local` only trusted code can write to it.
 * @throws UserError `packages-not-installed`, `packages-not-fetched` where nothing may be
 */
export async function ensureStackPackages(
  stack: string,
  { progress = () => {}, isConfined = false, signal }: PackageOptions,
): Promise<string | null> {
  const recipe = join(packageRoot, "sandboxes", "stacks", stack);
  const manifest = await readFile(join(recipe, "package.json")).catch(() => null);
  if (manifest === null) return null;
  const lock = await readFile(join(recipe, "package-lock.json")).catch(() => null);
  const hash = createHash("sha256")
    .update(manifest)
    .update(lock ?? "")
    .update(`${process.platform} ${process.arch} ${process.versions.modules}`)
    .digest("hex")
    .slice(0, 16);
  const folder = join(await stacksFolder(), hash);
  await fillOnce(folder, async (partial) => {
    if (isConfined) throw packagesNotFetched(stack);
    progress(`installing the packages of the stack ${stack} (once)`);
    const names = lock === null ? ["package.json"] : ["package.json", "package-lock.json"];
    for (const name of names) await copyFile(join(recipe, name), join(partial, name));
    await install(stack, partial, lock === null ? "install" : "ci", signal);
  });
  return join(folder, "node_modules");
}

async function install(
  stack: string,
  folder: string,
  verb: "ci" | "install",
  signal: AbortSignal,
): Promise<void> {
  try {
    await execa("npm", [verb, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd: folder,
      stdin: "ignore",
      timeout: INSTALL_TIMEOUT_MS,
      cancelSignal: signal,
    });
  } catch (cause) {
    signal.throwIfAborted();
    const said = cause instanceof ExecaError ? cause.stderr || cause.shortMessage : String(cause);
    throw packagesNotInstalled(stack, said.trim().split("\n").slice(0, 5).join("\n"), cause);
  }
}

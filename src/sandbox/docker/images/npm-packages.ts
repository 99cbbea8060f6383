import { createHash } from "node:crypto";
import { copyFile, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { execa, ExecaError } from "execa";
import { imagePackagesNotInstalled } from "../../../core/machine-errors.ts";
import { packageRoot } from "../../../host/package-root.ts";
import { acquireBuildLock } from "./build-lock.ts";
import { ensureCacheFolder, fillOnce } from "../../cache-folder.ts";

const INSTALL_TIMEOUT_MS = 10 * 60_000;
const ERROR_LINES = 8;

/** The folder whose lockfile pins Node for the images and the npm that fills them. */
export const nodeFolder: string = join(packageRoot, "sandboxes", "node");

/** npm's word for an architecture of the engine. */
export const toNpmCpu = (arch: string): string => (arch === "amd64" ? "x64" : arch);

export interface InstallOptions {
  /** Architecture of the engine: amd64, arm64. */
  readonly arch: string;
  readonly progress: (line: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Installs a folder's lockfile for the engine's platform on this machine, where npm knows its proxy, registry and
 * certificates; without install scripts. Cached by content. Resolves to its `node_modules`.
 * @throws UserError `image-packages-not-installed`
 */
export async function ensurePackages(folder: string, options: InstallOptions): Promise<string> {
  const npm = folder === nodeFolder ? ["npm"] : await findPinnedNpm(options);
  const names = ["package.json", "package-lock.json"];
  const contents = await Promise.all(names.map((name) => readFile(join(folder, name))));
  const hash = createHash("sha256").update(options.arch);
  for (const content of contents) hash.update(content);
  const name = hash.digest("hex").slice(0, 16);
  const target = join(await ensureCacheFolder(), "packages", name);
  await using _lock = await acquireBuildLock(`packages-${name}`, () => {}, options.signal);
  await fillOnce(target, async (partial) => {
    options.progress(`fetching the npm packages of ${relative(packageRoot, folder)}`);
    for (const name of names) await copyFile(join(folder, name), join(partial, name));
    await install(npm, partial, options);
  });
  return join(target, "node_modules");
}

/** npm 11 refuses lockfiles with other platforms' optional packages, so one version is used whatever the machine has. */
async function findPinnedNpm(options: InstallOptions): Promise<string[]> {
  const modules = await ensurePackages(nodeFolder, options);
  return [process.execPath, join(modules, "npm", "bin", "npm-cli.js")];
}

async function install(npm: readonly string[], folder: string, options: InstallOptions): Promise<void> {
  const [program, ...before] = npm;
  const platform = ["--os=linux", `--cpu=${toNpmCpu(options.arch)}`, "--libc=glibc"];
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  try {
    await execa(program!, [...before, "ci", "--ignore-scripts", "--omit=dev", ...platform, ...quiet], {
      cwd: folder,
      stdin: "ignore",
      timeout: INSTALL_TIMEOUT_MS,
      cancelSignal: options.signal,
    });
  } catch (cause) {
    options.signal.throwIfAborted();
    const said = cause instanceof ExecaError ? cause.stderr || cause.shortMessage : String(cause);
    throw imagePackagesNotInstalled(said.trim().split("\n").slice(0, ERROR_LINES).join("\n"), cause);
  }
}

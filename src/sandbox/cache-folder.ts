import { access, lstat, mkdir, rename, rm } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createOwnedFolder, findOrphans } from "../host/owned-folder.ts";

const PARTIAL = ".partial-";

/**
 * The folder for what is costly to make and worth keeping between runs; made, and this user's alone. In the temporary
 * folder where the home cannot be written to.
 */
export async function ensureCacheFolder(): Promise<string> {
  const folder = join(userCacheFolder(), "buildoff");
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, 2);
    return folder;
  } catch {
    return ensurePrivateFolder(join(tmpdir(), `buildoff-cache-${process.getuid?.() ?? "user"}`));
  }
}

function userCacheFolder(): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (process.platform === "win32" && LOCALAPPDATA) return LOCALAPPDATA;
  if (process.platform === "darwin") return join(homedir(), "Library", "Caches");
  return XDG_CACHE_HOME ? XDG_CACHE_HOME : join(homedir(), ".cache");
}

/** In a folder that all may write to, a name may have been taken by somebody else. */
async function ensurePrivateFolder(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const status = await lstat(folder);
  if (!status.isDirectory() || status.uid !== (process.getuid?.() ?? status.uid)) {
    throw new Error(`${folder} belongs to somebody else`);
  }
  return folder;
}

/**
 * Fills a folder of the cache once. `fill` works in a folder beside it that takes its name when it is whole, so that
 * neither a crash nor a second process can leave half of it. Resolves to whether it had to be filled.
 */
export async function fillOnce(folder: string, fill: (partial: string) => Promise<void>): Promise<boolean> {
  if (await exists(folder)) return false;
  await mkdir(dirname(folder), { recursive: true, mode: 0o700 });
  const partial = await createOwnedFolder(
    dirname(folder),
    `${folder.slice(dirname(folder).length + 1)}${PARTIAL}`,
  );
  try {
    await fill(partial);
    await rename(partial, folder);
    return true;
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    // Another process was faster.
    if (await exists(folder)) return false;
    throw error;
  }
}

/** What processes that died while filling have left in a folder of the cache. */
export const findPartials = (folder: string): Promise<string[]> => findOrphans(folder, PARTIAL);

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

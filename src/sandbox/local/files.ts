import { constants } from "node:fs";
import { lstat, mkdir, open, realpath } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import type { SandboxFile } from "../../core/sandbox.ts";
import { rejectLongName, resolveEntryPath } from "../archive/entry-name.ts";
import { unpackEntries } from "../archive/workspace-files.ts";

/** Never through a link, and never waiting for the other end of a fifo. */
const SAFE = constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * Writes files below `folder`, which stays in charge: a link in the way is an error, not a way out.
 * @throws WorkspaceRejectedError for a path that is none; the file system's own errors.
 */
export async function writeFilesBelow(folder: string, files: readonly SandboxFile[]): Promise<void> {
  for (const { path: name, content, executable = false } of files) {
    const path = resolveEntryPath(name, "");
    rejectLongName(path);
    await makeFolder(folder, dirname(path));
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | SAFE;
    const mode = executable ? 0o755 : 0o644;
    await using file = await open(join(folder, path), flags, mode);
    await file.chmod(mode);
    await file.writeFile(content);
  }
}

/** Unpacks a canonical archive below `folder`. */
export async function unpackBelow(folder: string, tar: Uint8Array): Promise<void> {
  for (const entry of await unpackEntries(tar)) {
    if (entry.kind === "folder") await makeFolder(folder, entry.path);
    else await writeFilesBelow(folder, [entry]);
  }
}

/**
 * Reads a regular file, not through a link, whose folder is truly below `root`; null where there is no such.
 * @throws RangeError where it is larger than `maxBytes`.
 */
export async function readFileBelow(
  root: string,
  path: string,
  maxBytes: number,
): Promise<Uint8Array | null> {
  const folder = await realpath(dirname(resolve(root, path))).catch(() => null);
  if (folder === null || !isBelow(folder, await realpath(root))) return null;
  await using file = await open(resolve(root, path), constants.O_RDONLY | SAFE).catch(() => null);
  if (file === null) return null;
  const status = await file.stat();
  if (!status.isFile()) return null;
  if (status.size > maxBytes) throw tooLarge(path, maxBytes);
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  // Not by the size that was told: the file may grow while it is read.
  for await (const chunk of file.createReadStream({ autoClose: false }) as AsyncIterable<Uint8Array>) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > maxBytes) throw tooLarge(path, maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const tooLarge = (path: string, maxBytes: number): RangeError =>
  new RangeError(`${path} is larger than ${maxBytes} bytes`);

const isBelow = (path: string, root: string): boolean => !relative(root, path).startsWith("..");

/** Makes a folder and its parents, each a real one. */
async function makeFolder(root: string, path: string): Promise<void> {
  let folder = root;
  for (const segment of path.split("/").filter((name) => name !== "" && name !== ".")) {
    folder = join(folder, segment);
    await mkdir(folder).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST" || !(await lstat(folder)).isDirectory()) throw error;
    });
  }
}

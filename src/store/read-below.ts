import { constants } from "node:fs";
import { open, realpath } from "node:fs/promises";
import { isAbsolute, join, sep } from "node:path";

/**
 * A file below a folder, whose path somebody else wrote: a run that was sent may name `../../.ssh/id_rsa`, or hold a link to
 * it. Null where there is no regular file, it is not below the folder, or it is larger than `maxBytes`: a file of many gigabytes
 * of nothing takes no room in an archive.
 */
export async function readBelow(
  folder: string,
  path: string,
  maxBytes = MAX_BYTES,
): Promise<Uint8Array | null> {
  await using handle = await openBelow(folder, path);
  return handle === null || (await handle.stat()).size > maxBytes ? null : await handle.readFile();
}

/** What as a text still is one. */
const MAX_BYTES = 256 * 1024 ** 2;

/** Its size in bytes; null as in `readBelow`. */
export async function sizeBelow(folder: string, path: string): Promise<number | null> {
  await using handle = await openBelow(folder, path);
  return handle === null ? null : (await handle.stat()).size;
}

async function openBelow(folder: string, path: string) {
  if (isAbsolute(path) || path.includes("\0") || path.split(/[/\\]/).includes("..")) return null;
  const file = join(folder, path);
  try {
    const [root, real] = await Promise.all([realpath(folder), realpath(file)]);
    if (!real.startsWith(`${root}${sep}`)) return null;
    const handle = await open(
      real,
      constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
    );
    if ((await handle.stat()).isFile()) return handle;
    await handle.close();
    return null;
  } catch (error) {
    if (isMissing(error as NodeJS.ErrnoException)) return null;
    throw error;
  }
}

const isMissing = ({ code }: NodeJS.ErrnoException): boolean =>
  code === "ENOENT" || code === "ENOTDIR" || code === "ELOOP" || code === "ENXIO" || code === "ENAMETOOLONG";

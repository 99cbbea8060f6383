import { posix } from "node:path";

/**
 * Whether a symbolic link at `path` (relative to the workspace) points to somewhere inside the workspace, as far as names tell.
 * Links are never followed and never kept, so a link into another link needs no resolving: that one is judged by itself.
 */
export function staysInside(path: string, target: string, prefix: string): boolean {
  if (target === "" || target.includes("\0")) return false;
  if (target.startsWith("/")) {
    const root = posix.join("/", prefix, "/");
    return prefix !== "" && `${posix.normalize(target)}/`.startsWith(root);
  }
  let depth = path.split("/").length - 1;
  for (const segment of target.split("/")) {
    if (segment === "..") depth -= 1;
    else if (segment !== "" && segment !== ".") depth += 1;
    if (depth < 0) return false;
  }
  return true;
}

/** The most hard links that may stand in a row; an archive made from real files has one. */
const MAX_CHAIN = 8;

/**
 * The entry that a hard link finally names, or null where there is none (or a circle).
 * `isKnown` answers for files of the archive, `next` for its other hard links.
 */
export function resolveHardLink(
  target: string,
  isKnown: (path: string) => boolean,
  next: (path: string) => string | undefined,
): string | null {
  let path: string | undefined = target;
  for (let step = 0; path !== undefined && step < MAX_CHAIN; step += 1) {
    if (isKnown(path)) return path;
    path = next(path);
  }
  return null;
}

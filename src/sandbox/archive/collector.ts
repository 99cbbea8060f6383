import { WorkspaceRejectedError, type WorkspaceRejection } from "../../core/errors.ts";
import type { ArchiveEntry } from "./entries.ts";
import { describeOddName, escapeName, rejectLongName, resolveEntryPath } from "./entry-name.ts";
import { staysInside } from "./links.ts";

/** Entries left out: by the folder at the top that they are in, and links that stay inside. */
export interface DroppedCounts {
  readonly nodeModules: number;
  readonly git: number;
  readonly caches: number;
  readonly insideLinks: number;
}

export interface CollectorLimits {
  readonly prefix: string;
  /** Whether what is not below the prefix is passed over, not refused: it is neither counted nor looked at. */
  readonly isPartOfMore: boolean;
  readonly maxEntries: number;
  readonly maxBytes: number;
  readonly maxDepth: number;
}

/** Names at the top of a workspace that no grading needs: packages are baked into the image, caches are made again. */
const DROPPED_AT_TOP: Readonly<Record<string, Exclude<keyof DroppedCounts, "insideLinks">>> = {
  node_modules: "nodeModules",
  ".git": "git",
  ".cache": "caches",
  ".npm": "caches",
  ".parcel-cache": "caches",
  ".pnpm-store": "caches",
  ".turbo": "caches",
  ".vite": "caches",
};

const SET_ID_BITS = 0o7000;
const EXECUTE_BITS = 0o111;
/** What an archive holds so far, links not yet resolved. */
export interface Collected {
  readonly files: Map<string, { readonly content: Uint8Array; readonly executable: boolean }>;
  readonly folders: Set<string>;
  /** Symbolic links that stay inside. */
  readonly links: Set<string>;
  readonly hardLinks: Map<string, string>;
  readonly dropped: { -readonly [Key in keyof DroppedCounts]: number };
  readonly flags: Set<string>;
  entries: number;
  bytes: number;
}

/** What a path is dropped as, or undefined where it is kept. */
export const droppedKind = (path: string) => {
  const top = path.split("/", 1)[0] ?? "";
  return Object.hasOwn(DROPPED_AT_TOP, top) ? DROPPED_AT_TOP[top] : undefined;
};

export const reject = (reason: WorkspaceRejection, path: string, message: string): never => {
  throw new WorkspaceRejectedError(reason, escapeName(path), message);
};

export const createCollected = (): Collected => ({
  files: new Map(),
  folders: new Set(),
  links: new Set(),
  hardLinks: new Map(),
  dropped: { nodeModules: 0, git: 0, caches: 0, insideLinks: 0 },
  flags: new Set(),
  entries: 0,
  bytes: 0,
});

/**
 * Takes one entry, in any order, and reads its content to the end.
 * @throws WorkspaceRejectedError
 */
export async function addEntry(
  collected: Collected,
  limits: CollectorLimits,
  entry: ArchiveEntry,
): Promise<void> {
  const { header } = entry;
  if (limits.isPartOfMore && !header.name.startsWith(limits.prefix)) return discard(entry);
  const drop = droppedName(header.name, limits.prefix);
  if (drop !== undefined) {
    collected.dropped[drop] += 1;
    return discard(entry);
  }
  const path = resolveEntryPath(header.name, limits.prefix);
  if (path === "") {
    if (header.type === "symlink") reject("escaping-link", header.name, "the workspace itself is a link");
    if (header.type !== "directory") reject("malformed", header.name, "the workspace is no folder");
    return discard(entry);
  }
  admit(collected, limits, path);
  switch (header.type) {
    case "directory":
      collected.folders.add(path);
      return discard(entry);
    case "symlink":
      addLink(collected, path, header.linkname ?? "", limits.prefix);
      return discard(entry);
    case "link":
      collected.hardLinks.set(path, hardLinkTarget(path, header.linkname ?? "", limits.prefix));
      return discard(entry);
    case "file": {
      const mode = header.mode;
      if ((mode & SET_ID_BITS) !== 0) collected.flags.add(`set-id ${escapeName(path)}`);
      const content = await readContent(collected, limits, entry);
      collected.files.set(path, { content, executable: (mode & EXECUTE_BITS) !== 0 });
      return;
    }
    default:
      reject("special-file", path, `${escapeName(path)} is neither a file nor a folder`);
  }
}

/** What is below a dropped folder may have any name, as long as it is truly below. */
function droppedName(name: string, prefix: string): ReturnType<typeof droppedKind> {
  if (!name.startsWith(prefix) || name.split("/").includes("..")) return undefined;
  return droppedKind(name.slice(prefix.length));
}

/** Reads what a link, a folder or something dropped carries, and forgets it. */
async function discard(entry: ArchiveEntry): Promise<void> {
  for await (const _ of entry);
}

function admit(collected: Collected, limits: CollectorLimits, path: string): void {
  collected.entries += 1;
  if (collected.entries > limits.maxEntries) {
    reject("too-many-entries", path, `the workspace has more than ${limits.maxEntries} entries`);
  }
  if (path.split("/").length > limits.maxDepth) {
    reject("too-deep", path, `${escapeName(path)} is more than ${limits.maxDepth} folders deep`);
  }
  rejectLongName(path);
  if (collected.files.has(path) || collected.hardLinks.has(path) || collected.links.has(path)) {
    reject("malformed", path, `the archive has ${escapeName(path)} twice`);
  }
  for (const oddity of describeOddName(path)) collected.flags.add(`${oddity} ${escapeName(path)}`);
}

function addLink(collected: Collected, path: string, target: string, prefix: string): void {
  if (!staysInside(path, target, prefix)) {
    const where = escapeName(target);
    reject("escaping-link", path, `the link ${escapeName(path)} leads out of the workspace, to ${where}`);
  }
  collected.links.add(path);
  collected.dropped.insideLinks += 1;
  collected.flags.add(`inside-link ${escapeName(path)}`);
}

function hardLinkTarget(path: string, target: string, prefix: string): string {
  try {
    return resolveEntryPath(target, prefix);
  } catch (cause) {
    const message = `the hard link ${escapeName(path)} leads out of the workspace, to ${escapeName(target)}`;
    throw new WorkspaceRejectedError("hard-link", escapeName(path), message, { cause });
  }
}

async function readContent(
  collected: Collected,
  limits: CollectorLimits,
  entry: ArchiveEntry,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of entry) {
    addBytes(collected, limits, entry.header.name, chunk.byteLength);
    chunks.push(chunk);
  }
  // Copied, because a chunk of the parser keeps alive all that came with it.
  return Buffer.concat(chunks);
}

/** Counts what arrived, never what a header promises. */
export function addBytes(
  collected: Collected,
  limits: CollectorLimits,
  name: string,
  sizeBytes: number,
): void {
  collected.bytes += sizeBytes;
  if (collected.bytes > limits.maxBytes) {
    reject("too-large", name, `the workspace is larger than ${limits.maxBytes} bytes`);
  }
}

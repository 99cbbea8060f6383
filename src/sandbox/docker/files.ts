import { posix } from "node:path";
import { Readable } from "node:stream";
import { pack } from "tar-stream";
import type { Container } from "dockerode";
import type { SandboxFile } from "../../core/sandbox.ts";
import { rejectLongName, resolveEntryPath } from "../archive/entry-name.ts";
import type { WorkspaceEntry } from "../archive/canonical.ts";
import { callEngine } from "./engine-call.ts";

const PUT_TIMEOUT_MS = 120_000;
const EPOCH = new Date(0);

/** Files that a caller names become entries. @throws WorkspaceRejectedError for a path that is none */
export function toEntries(files: readonly SandboxFile[]): WorkspaceEntry[] {
  return files.map(({ path: name, content, executable = false }) => {
    const path = resolveEntryPath(name, "");
    rejectLongName(path);
    return { kind: "file", path, content, executable };
  });
}

/**
 * An archive of entries that belong to one user, with an entry for every folder: what the engine has to make up itself
 * belongs to root.
 */
export function packOwned(entries: readonly WorkspaceEntry[], uid: number): Readable {
  const archive = pack();
  const common = { uid, gid: uid, mtime: EPOCH };
  for (const path of listFolders(entries)) {
    archive.entry({ ...common, name: `${path}/`, type: "directory", mode: 0o755 });
  }
  for (const entry of entries) {
    if (entry.kind === "folder") continue;
    const mode = entry.executable ? 0o755 : 0o644;
    archive.entry({ ...common, name: entry.path, type: "file", mode }, entry.content as Buffer);
  }
  archive.finalize();
  return Readable.from(archive, { objectMode: false });
}

function listFolders(entries: readonly WorkspaceEntry[]): string[] {
  const folders = new Set<string>();
  for (const { kind, path } of entries) {
    for (let folder = kind === "folder" ? path : posix.dirname(path); ; folder = posix.dirname(folder)) {
      if (folder === "." || folder === "" || folders.has(folder)) break;
      folders.add(folder);
    }
  }
  // A folder sorts before what is in it.
  return [...folders].toSorted();
}

/**
 * Has the engine write below a folder that is the mount point of our volume. It does so as root and through links:
 * only where nothing but us has written yet.
 */
export async function putEntries(
  container: Container,
  folder: string,
  entries: readonly WorkspaceEntry[],
  uid: number,
): Promise<void> {
  if (entries.length === 0) return;
  await callEngine(
    "write files",
    (abortSignal) => container.putArchive(packOwned(entries, uid), { path: folder, abortSignal }),
    { timeoutMs: PUT_TIMEOUT_MS },
  );
}

/** Collects an archive for a command's input. */
export async function packForInput(entries: readonly WorkspaceEntry[], uid: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of packOwned(entries, uid)) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

/** Exit code of {@link READ_SCRIPT} where there is no such regular file. */
export const NO_FILE = 44;

/** Prints the first bytes of a regular file, and follows no link to it. Arguments: path, bytes. */
export const READ_SCRIPT = `[ -f "$1" ] && [ ! -L "$1" ] && [ -r "$1" ] || exit ${NO_FILE}
exec head -c "$2" -- "$1"`;

/** Takes its archive in place of what is there, links included. */
export const UNPACK_COMMAND = [
  "tar",
  "-x",
  "-f",
  "-",
  "--no-same-owner",
  "--recursive-unlink",
  "--unlink-first",
];

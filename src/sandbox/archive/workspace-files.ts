import type { SandboxFile } from "../../core/sandbox.ts";
import { packEntries, type WorkspaceEntry } from "./canonical.ts";
import { MalformedArchiveError, readEntries } from "./entries.ts";
import { rejectLongName, resolveEntryPath } from "./entry-name.ts";

/** The canonical archive of these files. */
export const packFiles = (files: readonly SandboxFile[]): Promise<Uint8Array> =>
  packEntries(
    files.map(({ path, content, executable = false }) => ({ kind: "file", path, content, executable })),
  );

/** The files of a canonical archive, sorted by path; empty folders have no place here (see {@link unpackEntries}). */
export async function readArchive(tar: Uint8Array): Promise<SandboxFile[]> {
  const entries = await unpackEntries(tar);
  return entries.flatMap((entry) =>
    entry.kind === "file" ? [{ path: entry.path, content: entry.content, executable: entry.executable }] : [],
  );
}

/**
 * Files and empty folders of a canonical archive.
 * @throws MalformedArchiveError or WorkspaceRejectedError where it holds anything that `sanitizeArchive` would not have written.
 */
export async function unpackEntries(tar: Uint8Array): Promise<WorkspaceEntry[]> {
  const entries: WorkspaceEntry[] = [];
  await readEntries(once(tar), async (entry) => {
    const { type, mode, name } = entry.header;
    const path = resolveEntryPath(name, "");
    rejectLongName(path);
    const chunks: Uint8Array[] = [];
    for await (const chunk of entry) chunks.push(chunk);
    if (type === "directory") entries.push({ kind: "folder", path });
    else if (type === "file") {
      entries.push({ kind: "file", path, content: Buffer.concat(chunks), executable: (mode & 0o111) !== 0 });
    } else throw new MalformedArchiveError(`the archive has a ${type ?? "strange entry"} in it`);
  });
  return entries;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

import { pack } from "tar-stream";

/** One thing in a workspace. The path is relative, with `/`; a folder is listed only where it is empty. */
export type WorkspaceEntry =
  | {
      readonly kind: "file";
      readonly path: string;
      readonly content: Uint8Array;
      readonly executable: boolean;
    }
  | { readonly kind: "folder"; readonly path: string };

const EPOCH = new Date(0);

/** Order by code units: the same everywhere, whatever the locale. */
const byPath = (a: { readonly path: string }, b: { readonly path: string }): number =>
  a.path < b.path ? -1 : Number(a.path > b.path);

/**
 * The one archive of these entries: sorted, owner 0, time 0, mode 0644 or 0755, pax records only for names that need them.
 * Equal entries give equal bytes in whatever order they come; a golden test holds the format.
 */
export async function packEntries(entries: readonly WorkspaceEntry[]): Promise<Uint8Array> {
  const archive = pack();
  for (const entry of entries.toSorted(byPath)) {
    const common = { uid: 0, gid: 0, mtime: EPOCH };
    if (entry.kind === "folder") {
      archive.entry({ ...common, name: `${entry.path}/`, type: "directory", mode: 0o755 });
    } else {
      const mode = entry.executable ? 0o755 : 0o644;
      archive.entry({ ...common, name: entry.path, type: "file", mode }, entry.content);
    }
  }
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

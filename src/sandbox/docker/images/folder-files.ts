import { readdir, readlink, stat } from "node:fs/promises";
import { join } from "node:path";

export interface FolderFile {
  /** Relative to the folder; `/` separates. */
  readonly path: string;
  readonly absolute: string;
  readonly executable: boolean;
  readonly sizeBytes: number;
  /** Target of a symbolic link, else null. */
  readonly link: string | null;
}

/** Every file and link below a folder in a fixed order, without the names in `except` at its top. */
export async function listFiles(folder: string, except: readonly string[] = []): Promise<FolderFile[]> {
  const found: FolderFile[] = [];
  await collect(folder, "", except, found);
  return found;
}

async function collect(
  folder: string,
  prefix: string,
  except: readonly string[],
  found: FolderFile[],
): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (prefix === "" && except.includes(entry.name)) continue;
    const absolute = join(folder, entry.name);
    const path = `${prefix}${entry.name}`;
    if (entry.isDirectory()) await collect(absolute, `${path}/`, except, found);
    else if (entry.isSymbolicLink()) {
      found.push({ path, absolute, executable: false, sizeBytes: 0, link: await readlink(absolute) });
    } else if (entry.isFile()) {
      const { mode, size } = await stat(absolute);
      found.push({ path, absolute, executable: (mode & 0o100) !== 0, sizeBytes: size, link: null });
    }
  }
}

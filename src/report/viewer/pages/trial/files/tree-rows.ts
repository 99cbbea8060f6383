import type { FilePair } from "./compare-files.ts";

/** A row of the tree as it is shown, from above. */
export interface TreeRow {
  readonly path: string;
  /** The last part; of a folder that holds nothing but a folder, the parts of both. */
  readonly name: string;
  /** From 1. */
  readonly level: number;
  /** Null: a folder. */
  readonly pair: FilePair | null;
  readonly isOpen: boolean;
  /** Files below a folder that are not the same. */
  readonly changes: number;
  /** Its place among those beside it, from 1, and how many they are. */
  readonly position: number;
  readonly siblings: number;
}

interface Folder {
  readonly path: string;
  readonly folders: Map<string, Folder>;
  readonly files: FilePair[];
}

const createFolder = (path: string): Folder => ({ path, folders: new Map(), files: [] });

/** The rows of all that is not in a folded folder; folders come before files. */
export function toTreeRows(pairs: readonly FilePair[], folded: ReadonlySet<string>): TreeRow[] {
  const root = createFolder("");
  for (const pair of pairs) place(root, pair);
  return listRows(root, 1, folded);
}

function place(root: Folder, pair: FilePair): void {
  let folder = root;
  for (const part of pair.path.split("/").slice(0, -1)) {
    const path = folder.path === "" ? part : `${folder.path}/${part}`;
    const next = folder.folders.get(part) ?? createFolder(path);
    folder.folders.set(part, next);
    folder = next;
  }
  folder.files.push(pair);
}

function listRows(folder: Folder, level: number, folded: ReadonlySet<string>): TreeRow[] {
  const folders = [...folder.folders.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const siblings = folders.length + folder.files.length;
  const known = { level, siblings };
  return [
    ...folders.flatMap((below, place) => {
      const only = collapse(below);
      const isOpen = !folded.has(only.path);
      const row: TreeRow = {
        ...known,
        path: only.path,
        name: only.path.slice(folder.path === "" ? 0 : folder.path.length + 1),
        pair: null,
        isOpen,
        changes: countChanges(only),
        position: place + 1,
      };
      return isOpen ? [row, ...listRows(only, level + 1, folded)] : [row];
    }),
    ...folder.files.map((pair, place): TreeRow => ({
      ...known,
      path: pair.path,
      name: pair.path.slice(pair.path.lastIndexOf("/") + 1),
      pair,
      isOpen: false,
      changes: pair.status === "same" ? 0 : 1,
      position: folders.length + place + 1,
    })),
  ];
}

/** The folder at the end of a chain of folders with nothing else in them. */
function collapse(folder: Folder): Folder {
  const [only] = folder.folders.values();
  return folder.files.length === 0 && folder.folders.size === 1 && only !== undefined
    ? collapse(only)
    : folder;
}

const countChanges = ({ folders, files }: Folder): number =>
  files.filter(({ status }) => status !== "same").length +
  [...folders.values()].reduce((sum, folder) => sum + countChanges(folder), 0);

/** Every folder that a file lies in: `a/b/c.ts` lies in `a` and in `a/b`. */
export function listFolders(path: string): string[] {
  const parts = path.split("/").slice(0, -1);
  return parts.map((_, place) => parts.slice(0, place + 1).join("/"));
}

/** Of many files, the folders are folded at first in which nothing changed. */
export function chooseFolded(pairs: readonly FilePair[], chosen: string | null, many = 200): Set<string> {
  if (pairs.length <= many) return new Set();
  const open = pairs.filter(({ status, path }) => status !== "same" || path === chosen);
  const kept = new Set(open.slice(0, many).flatMap(({ path }) => listFolders(path)));
  return new Set(pairs.flatMap(({ path }) => listFolders(path)).filter((folder) => !kept.has(folder)));
}

import type { WorkspaceFile } from "../../../../model/trial-detail.ts";

export const STATUSES = ["added", "changed", "removed", "same"] as const;
export type FileStatus = (typeof STATUSES)[number];

/** A file as it is, and as it was in what it is compared with. */
export interface FilePair {
  readonly path: string;
  readonly status: FileStatus;
  readonly file: WorkspaceFile | null;
  readonly base: WorkspaceFile | null;
}

/** Files by their path, in its order. @param base null: compared with nothing, so that nothing changed */
export function pairFiles(
  files: readonly WorkspaceFile[],
  base: readonly WorkspaceFile[] | null,
): FilePair[] {
  const before = new Map((base ?? []).map((file) => [file.path, file]));
  const pairs = files.map((file): FilePair => {
    const was = before.get(file.path) ?? null;
    before.delete(file.path);
    return { path: file.path, status: base === null ? "same" : toStatus(file, was), file, base: was };
  });
  const removed = [...before.values()].map((was): FilePair => ({
    path: was.path,
    status: "removed",
    file: null,
    base: was,
  }));
  return [...pairs, ...removed].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function toStatus(file: WorkspaceFile, was: WorkspaceFile | null): FileStatus {
  if (was === null) return "added";
  return file.hash === was.hash && file.isExecutable === was.isExecutable ? "same" : "changed";
}

export const countStatuses = (pairs: readonly FilePair[]): Readonly<Record<FileStatus, number>> => ({
  added: pairs.filter(({ status }) => status === "added").length,
  changed: pairs.filter(({ status }) => status === "changed").length,
  removed: pairs.filter(({ status }) => status === "removed").length,
  same: pairs.filter(({ status }) => status === "same").length,
});

/** The file that an edit is about, which agents name from the root: `/app/src/main.ts` is `src/main.ts`. */
export function findPath(pairs: readonly FilePair[], asked: string): string | null {
  const plain = asked.replace(/^\.?\//, "");
  const exact = pairs.find(({ path }) => path === plain);
  if (exact !== undefined) return exact.path;
  return pairs.find(({ path }) => plain.endsWith(`/${path}`) && plain === `app/${path}`)?.path ?? null;
}

import { DELETE_FILE, listDeleted } from "../core/delete-list.ts";
import type { SandboxFile } from "../core/sandbox.ts";

/** Later files win; what the upper layer's `.delete` lists is taken away. */
export function overlay(below: readonly SandboxFile[], above: readonly SandboxFile[]): SandboxFile[] {
  const deleted = [...listDeleted(above), DELETE_FILE];
  const files = new Map([...below, ...above].map((file) => [file.path, file]));
  return [...files.values()].filter(({ path }) => !deleted.some((one) => isAtOrBelow(path, one)));
}

/** What a `.delete` lists and the layers below do not have. */
export function listNeverThere(below: readonly SandboxFile[], above: readonly SandboxFile[]): string[] {
  return listDeleted(above).filter((one) => !below.some(({ path }) => isAtOrBelow(path, one)));
}

const isAtOrBelow = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(`${folder}/`);

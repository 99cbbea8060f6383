import type { SandboxFile } from "../core/sandbox.ts";

/** A file of a mutant or a cheat that lists paths to take away, files or folders, one a line. */
const DELETE_FILE = ".delete";

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

function listDeleted(above: readonly SandboxFile[]): string[] {
  const list = above.find(({ path }) => path === DELETE_FILE);
  if (list === undefined) return [];
  const lines = new TextDecoder().decode(list.content).split(/\r?\n/);
  return lines.map((line) => line.trim().replace(/\/+$/, "")).filter(Boolean);
}

const isAtOrBelow = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(`${folder}/`);

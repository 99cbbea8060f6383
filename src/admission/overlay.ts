import type { SandboxFile } from "../core/sandbox.ts";

/** A file of a mutant or a cheat that lists paths to take away, one a line. */
const DELETE_FILE = ".delete";

/** Later files win; what the upper layer's `.delete` lists is taken away. */
export function overlay(below: readonly SandboxFile[], above: readonly SandboxFile[]): SandboxFile[] {
  const list = above.find(({ path }) => path === DELETE_FILE);
  const deleted =
    list === undefined ? [] : new TextDecoder().decode(list.content).split("\n").filter(Boolean);
  const files = new Map(below.map((file) => [file.path, file]));
  for (const file of above) files.set(file.path, file);
  for (const path of [...deleted, DELETE_FILE]) files.delete(path);
  return [...files.values()];
}

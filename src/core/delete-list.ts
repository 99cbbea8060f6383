import type { SandboxFile } from "./sandbox.ts";

/** A file of a solution's later turn, a mutant or a cheat that lists paths to take away, files or folders, one a line. */
export const DELETE_FILE = ".delete";

/** The paths that the list among some files names; empty where there is none. */
export function listDeleted(files: readonly SandboxFile[]): string[] {
  const list = files.find(({ path }) => path === DELETE_FILE);
  if (list === undefined) return [];
  const lines = new TextDecoder().decode(list.content).split(/\r?\n/);
  return lines.map((line) => line.trim().replace(/\/+$/, "")).filter(Boolean);
}

/**
 * Tools of the known agents that write files: Write, Edit, MultiEdit, NotebookEdit (Claude Code), apply_patch (Codex, opencode),
 * write_file, replace (Gemini CLI), write_file, edit, notebook_edit (Qwen Code), write, edit (opencode), and create_file and
 * edit_file of buildoff's own, which each agent puts the server's name before in its own way.
 */
const WRITES =
  /(?:^|[._])(?:write|edit|multi_?edit|notebook_?edit|replace|(?:write|edit|create)_file|apply_patch)$/i;
/** What they call the file. */
const PATH_NAMES = ["path", "file_path", "filePath", "notebook_path", "absolute_path"];
/** A file in the text of a patch, as `apply_patch` takes it. */
const PATCHED_FILE = /^\*\*\* (?:Add|Update|Delete) File: (.+)$/gm;
/** Where a workspace lies in its sandbox; a workspace's own paths begin below it. */
const WORKSPACE = /^(?:\/app\/|\.\/)/;

/** The files that a call of a tool writes, below the workspace; none where it writes none, as far as its name and arguments tell. */
export function findEditedFiles(tool: string, args: unknown): string[] {
  if (!WRITES.test(tool) || typeof args !== "object" || args === null) return [];
  return listPaths(new Map(Object.entries(args))).map((path) => path.replace(WORKSPACE, ""));
}

function listPaths(members: ReadonlyMap<string, unknown>): string[] {
  const named = PATH_NAMES.map((name) => members.get(name)).find((path) => typeof path === "string");
  if (named !== undefined) return [named];
  const patch = members.get("patchText");
  if (typeof patch === "string") return [...patch.matchAll(PATCHED_FILE)].map(([, path]) => path!.trim());
  const changes = members.get("changes");
  return Array.isArray(changes) ? changes.flatMap(toPath) : [];
}

function toPath(change: unknown): string[] {
  if (typeof change !== "object" || change === null || !("path" in change)) return [];
  return typeof change.path === "string" ? [change.path] : [];
}

import { readObject, readText, words } from "../wire-json.ts";

/** Tools whose calls come back to the client. */
const CLIENT_TOOLS = new Set(words("function custom local_shell apply_patch"));

/** Deeper nesting than any honest list of tools has; it is refused, not walked. */
const MAX_DEPTH = 4;

/** The type of the first tool, in lists of tools, that would run at the provider, or that nobody here knows; null where there is none. */
export function findProviderTool(lists: readonly unknown[], depth = 0): string | null {
  const tools = lists.flatMap((list) => (list === undefined || list === null ? [] : [list].flat()));
  for (const value of tools) {
    const tool = readObject(value) ?? {};
    const type = readText(tool["type"]) ?? "a tool without a type";
    const found =
      type === "namespace" && depth < MAX_DEPTH
        ? findProviderTool([tool["tools"]], depth + 1)
        : isClientTool(type, tool)
          ? null
          : type;
    if (found !== null) return found;
  }
  return null;
}

function isClientTool(type: string, tool: Readonly<Record<string, unknown>>): boolean {
  if (CLIENT_TOOLS.has(type)) return true;
  // A shell may be the client's own, or a container at the provider.
  const environment = readObject(tool["environment"]);
  return type === "shell" && (environment === null || environment["type"] === "local");
}

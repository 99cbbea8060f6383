import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { SandboxRole } from "../../core/sandbox.ts";
import { packageRoot } from "../../host/package-root.ts";

/**
 * The profile of a role, as the engine takes it: inline. Only the checker may make user namespaces, because
 * Chromium confines its renderers by them.
 */
export async function loadSeccompProfile(role: SandboxRole): Promise<string> {
  const name = role === "checker" ? "checker" : "agent";
  const text = await readFile(join(packageRoot, "sandboxes", "seccomp", `${name}.json`), "utf8");
  return JSON.stringify(JSON.parse(text));
}

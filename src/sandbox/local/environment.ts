import { dirname, delimiter } from "node:path";
import type { SandboxLayout } from "../../core/sandbox.ts";
import { MARK_VARIABLE } from "./process-tree.ts";

/** Windows starts no program without these. */
const WINDOWS_NEEDS = ["SystemRoot", "ComSpec", "PATHEXT"] as const;

/**
 * The whole environment of a command: nothing of this process's own but its PATH, so that no key of the user gets in.
 * npm is told that there is no network, else it asks its registry for news.
 */
export function createEnvironment(
  layout: SandboxLayout,
  asked: Readonly<Record<string, string>>,
  mark: string,
): Record<string, string> {
  const forWindows =
    process.platform === "win32" ? WINDOWS_NEEDS.map((name) => [name, process.env[name] ?? ""] as const) : [];
  return {
    ...Object.fromEntries(forWindows),
    PATH: [dirname(layout.node), process.env["PATH"] ?? ""].join(delimiter),
    HOME: layout.home,
    TMPDIR: layout.tmp,
    LANG: "C.UTF-8",
    npm_config_offline: "true",
    npm_config_update_notifier: "false",
    ...asked,
    [MARK_VARIABLE]: mark,
  };
}

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { unreadableSource } from "../../core/import-errors.ts";
import { readMembers } from "./object-literal.ts";

/** How a project serves what was built: the files as they are, the project's own Vite, or in a way that cannot be brought. */
export type ProjectServer =
  | { readonly kind: "files" }
  | { readonly kind: "vite"; readonly config: string | null }
  | { readonly kind: "other"; readonly command: string };

/** What of a project's `playwright.config.js` decides how its specs run; times in ms. */
export interface ProjectConfig {
  readonly timeoutMs: number;
  readonly expectTimeoutMs: number;
  readonly viewport: string;
  readonly server: ProjectServer;
}

/** Playwright's own, where a configuration is silent. Source: playwright.dev/docs/test-timeouts */
const DEFAULT_TIMEOUT_MS = 30_000;
const DEFAULT_EXPECT_TIMEOUT_MS = 5_000;
/** Of the device "Desktop Chrome", and of Playwright where no device is named. */
const DEFAULT_VIEWPORT = "1280x720";

export const CONFIG_FILES = ["playwright.config.js", "playwright.config.ts"];

/**
 * Reads a project's configuration as text: nothing of it is run. Where a value depends on IS_EVAL_PRODUCTION, upstream's evaluation
 * (production, unless it is told otherwise) decides.
 * @throws UserError `unreadable-source`
 */
export async function loadProjectConfig(folder: string): Promise<ProjectConfig | null> {
  for (const name of CONFIG_FILES) {
    const file = join(folder, name);
    const source = await readFile(file, "utf8").catch(() => null);
    if (source !== null) return parseProjectConfig(file, source);
  }
  return null;
}

export function parseProjectConfig(file: string, source: string): ProjectConfig {
  const call = /\bdefineConfig\s*\(\s*(?=\{)/.exec(source);
  if (call === null) throw unreadableSource(file, "it has no defineConfig({ … })");
  const members = readMembers(source, call.index + call[0].length);
  const time = (path: string, fallback: number): number => {
    const text = members.get(path);
    return text === undefined ? fallback : readNumber(file, path, text);
  };
  return {
    timeoutMs: time("timeout", DEFAULT_TIMEOUT_MS),
    expectTimeoutMs: time("expect.timeout", DEFAULT_EXPECT_TIMEOUT_MS),
    viewport: readViewport(members.get("projects") ?? members.get("use") ?? ""),
    server: readServer(members),
  };
}

function readNumber(file: string, path: string, text: string): number {
  const value = /^(?:!*process\.env\.\w+\s*\?\s*)?([\d_]+)(?:\s*:\s*[\d_]+)?$/.exec(text)?.[1];
  if (value === undefined) throw unreadableSource(file, `${path} is no number: ${text}`);
  return Number(value.replaceAll("_", ""));
}

function readViewport(text: string): string {
  const active = text.replaceAll(/^\s*\/\/.*$/gm, "");
  const size = /viewport:\s*\{\s*width:\s*(\d+)\s*,\s*height:\s*(\d+)\s*,?\s*\}/.exec(active);
  return size === null ? DEFAULT_VIEWPORT : `${size[1]}x${size[2]}`;
}

function readServer(members: ReadonlyMap<string, string>): ProjectServer {
  const command = (members.get("webServer.command") ?? "").replaceAll(/^[`"'\s]+|[`"'\s]+$/g, "");
  if (!members.has("webServer.cwd")) {
    if (
      /^(?:cp -r \$\{ASSETS_DIR\} \$\{PROJECT_DIR\} && )?npx serve \$\{PROJECT_DIR\} -p \$\{PORT\}$/.test(
        command,
      )
    )
      return { kind: "files" };
    const vite = /^npx vite --port \$\{PORT\}(?: --config ([\w.-]+))?$/.exec(command);
    if (vite !== null) return { kind: "vite", config: vite[1] ?? null };
  }
  return { kind: "other", command };
}

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { toLaunchOptions } from "../checker/browser.ts";
import type { CheckContext } from "../context.ts";
import type { PlaywrightSpec } from "../playwright.ts";
import type { SpecFolder } from "./files.ts";

/** What is left of the check's time for the runner to write its report in. */
const REPORT_TIME_MS = 5_000;

export const REPORT_FILE = "report.json";

/** Writes the runner's configuration; resolves to the path of it. Retries are off: a flaky test is a failed one. */
export async function writeConfig(
  specs: readonly string[],
  { spec, folder, context }: { spec: PlaywrightSpec; folder: SpecFolder; context: CheckContext },
): Promise<string> {
  const { viewport, locale, baseUrl } = context;
  const { timeout: _, env: __, ...launchOptions } = toLaunchOptions(context.browser);
  const options = {
    testDir: folder.files,
    outputDir: join(folder.root, "output"),
    timeout: spec.timeout,
    globalTimeout: Math.max(context.timeoutMs - REPORT_TIME_MS, 1_000),
    expect: { timeout: spec.expectTimeout },
    workers: spec.workers,
    fullyParallel: spec.workers > 1,
    retries: 0,
    maxFailures: context.stopsAtFirstFailure ? 1 : 0,
    forbidOnly: true,
    updateSnapshots: "none",
    reporter: [["json", { outputFile: join(folder.root, REPORT_FILE) }]],
    use: {
      baseURL: baseUrl,
      viewport,
      locale,
      timezoneId: "UTC",
      headless: true,
      launchOptions,
      screenshot: "off",
      trace: "off",
      video: "off",
    },
    projects: [{ name: "chromium" }],
  };
  await writeFile(join(folder.root, "options.json"), JSON.stringify({ options, specs }));
  const path = join(folder.root, "playwright.config.cjs");
  await writeFile(path, CONFIG_SOURCE);
  return path;
}

const CONFIG_SOURCE = `const { options, specs } = require("./options.json");
const escape = (text) => text.replace(/[.*+?^\${}()|[\\]\\\\]/g, "\\\\$&");
module.exports = { ...options, testMatch: specs.map((path) => new RegExp("/files/" + escape(path) + "$")) };
`;

/** The environment of the runner and its specs: little of the checker's own, and what the task asks for. */
export async function createEnvironment(
  spec: PlaywrightSpec,
  folder: SpecFolder,
  { browser, workspaceFolder }: CheckContext,
): Promise<Record<string, string>> {
  const home = join(folder.root, "home");
  await mkdir(home, { recursive: true });
  const asked = Object.entries(spec.env).map(([name, value]) => [
    name,
    value.replaceAll("{workspace}", workspaceFolder ?? ""),
  ]);
  const compiled = process.env["NODE_COMPILE_CACHE"];
  return {
    PATH: process.env["PATH"] ?? "",
    ...(compiled === undefined ? {} : { NODE_COMPILE_CACHE: compiled }),
    ...browser.env,
    ...(Object.fromEntries(asked) as Record<string, string>),
    ...(await guardWorkspace(folder, workspaceFolder)),
    HOME: home,
    TMPDIR: folder.root,
    TZ: "UTC",
    FORCE_COLOR: "0",
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "1",
  };
}

/** Makes the agent's files what they are said to be: data that no spec can import. JSON runs nothing, whoever wrote it. */
async function guardWorkspace(
  folder: SpecFolder,
  workspaceFolder: string | null,
): Promise<Record<string, string>> {
  if (workspaceFolder === null) return {};
  const path = join(folder.root, "guard.cjs");
  const root = pathToFileURL(`${workspaceFolder}/`).href;
  await writeFile(path, GUARD_SOURCE.replace("ROOT", JSON.stringify(root)));
  return { NODE_OPTIONS: `--require=${JSON.stringify(path)}` };
}

const GUARD_SOURCE = `const { registerHooks } = require("node:module");
registerHooks({
  resolve: (specifier, context, next) => {
    const resolved = next(specifier, context);
    if (resolved.url.startsWith(ROOT) && !resolved.url.endsWith(".json")) throw new Error("the workspace's files are data: they cannot be imported");
    return resolved;
  },
});
`;

import { createRequire } from "node:module";
import { join, sep } from "node:path";
import type { BrowserLaunch } from "../../core/sandbox.ts";
import { browserUnusable, noBrowser } from "../../core/machine-errors.ts";
import { packageRoot } from "../../host/package-root.ts";
import { findInstalledBrowsers } from "./browser-candidates.ts";
import { BROWSER_ARGS } from "../browser-args.ts";
import { type BrowserTry, probeBrowser } from "./browser-probe.ts";
import { unpackBundledBrowser } from "./bundled-browser.ts";

/** A browser that was seen to start. */
export interface FoundBrowser extends BrowserLaunch {
  readonly source: "named" | "installed" | "bundled";
  /** What is weaker than it should be. */
  readonly warnings: readonly string[];
}

/**
 * Finds a browser for checks without a browser image: the named one, else an installed Chromium, Chrome or Edge, else the
 * one that comes as a package. Each is started once before it is believed.
 * @throws UserError `browser-unusable` for a named one that does not start, `no-browser` where none does.
 */
export async function findBrowser(browserPath: string | null): Promise<FoundBrowser> {
  if (browserPath !== null) {
    const named = await tryBrowser(browserPath, "named", [{}]);
    if ("failure" in named) throw browserUnusable(browserPath, named.failure.message, named.failure);
    return named;
  }
  const tried: string[] = [];
  for (const path of await findInstalledBrowsers()) {
    const found = await tryBrowser(path, "installed", [{}]);
    if (!("failure" in found)) return withWarnings(found, tried);
    tried.push(`${path} (${found.failure.message})`);
  }
  const bundled = await unpackBundledBrowser().catch((error: Error) => error);
  if (bundled instanceof Error) tried.push(`@sparticuz/chromium (${bundled.message})`);
  else if (bundled !== null) {
    const { executablePath, args, environments } = bundled;
    const found = await tryBrowser(executablePath, "bundled", environments, args);
    if (!("failure" in found)) return withWarnings(found, tried);
    tried.push(`@sparticuz/chromium (${found.failure.message})`);
  }
  throw noBrowser(tried);
}

const withWarnings = (found: FoundBrowser, passedOver: readonly string[]): FoundBrowser => ({
  ...found,
  warnings: [...passedOver.map((path) => `a browser was passed over: ${path}`), ...found.warnings],
});

/** Tries a browser with its own sandbox first, unless root runs it, whom Chromium refuses one. */
async function tryBrowser(
  executablePath: string,
  source: FoundBrowser["source"],
  environments: readonly Readonly<Record<string, string>>[],
  extraArgs: readonly string[] = [],
): Promise<FoundBrowser | { readonly failure: Error }> {
  const sandboxes = process.getuid?.() === 0 ? [false] : [true, false];
  const args = [...BROWSER_ARGS, ...extraArgs];
  const tries: readonly BrowserTry[] = sandboxes.flatMap((chromiumSandbox) =>
    environments.map((env) => ({ executablePath, args, env, chromiumSandbox })),
  );
  let failure = new Error("it was not tried");
  for (const attempt of tries) {
    try {
      const version = await probeBrowser(attempt);
      return { ...attempt, modules: findModules(), version, source, warnings: warn(attempt, source) };
    } catch (error) {
      failure = error as Error;
    }
  }
  return { failure };
}

function warn({ chromiumSandbox }: BrowserTry, source: FoundBrowser["source"]): string[] {
  return [
    ...(chromiumSandbox ? [] : ["the browser runs without its own sandbox"]),
    ...(source === "bundled"
      ? ["the browser brings Latin fonts alone; other scripts depend on the app or this machine"]
      : ["the browser uses this machine's fonts; pages may look different elsewhere"]),
  ];
}

/** The folder whose `node_modules` holds playwright: this package's, or one above it where npm put it there. */
function findModules(): string {
  const file = createRequire(join(packageRoot, "package.json")).resolve("playwright/package.json");
  return file.slice(0, file.lastIndexOf(`${sep}node_modules${sep}playwright${sep}`));
}

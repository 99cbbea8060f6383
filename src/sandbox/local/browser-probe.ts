import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { type BrowserPipe, openBrowserPipe } from "./browser-pipe.ts";
import { createOwnedFolder } from "../../host/owned-folder.ts";

/** Begins the name of a profile's folder, so that the reaper finds those of dead runs. */
export const PROFILE_PREFIX = "buildoff-browser-";
const PROBE_TIMEOUT_MS = 60_000;

export interface BrowserTry {
  readonly executablePath: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly chromiumSandbox: boolean;
}

/**
 * Starts a browser once, headless, and has it open a page, because one whose sandbox fails still starts. Resolves to its version.
 * @throws an Error whose message is what the browser said last.
 */
export async function probeBrowser({
  executablePath,
  args,
  env,
  chromiumSandbox,
}: BrowserTry): Promise<string> {
  const home = await createOwnedFolder(tmpdir(), PROFILE_PREFIX);
  try {
    const fixed = ["--headless", "--disable-dev-shm-usage", `--user-data-dir=${home}`];
    await using browser = openBrowserPipe(
      executablePath,
      [...fixed, ...args, ...(chromiumSandbox ? [] : ["--no-sandbox"])],
      { env: { ...process.env, ...env, HOME: home }, signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) },
    );
    return await askVersion(browser).catch((cause: Error) => {
      throw new Error(lastWords(browser.stderrTail()) ?? cause.message, { cause });
    });
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  }
}

async function askVersion({ send }: BrowserPipe): Promise<string> {
  const { product } = await send<{ readonly product: string }>("Browser.getVersion");
  const { targetId } = await send<{ readonly targetId: string }>("Target.createTarget", {
    url: "about:blank",
  });
  const attach = { targetId, flatten: true };
  const { sessionId } = await send<{ readonly sessionId: string }>("Target.attachToTarget", attach);
  await send("Runtime.evaluate", { expression: "document.readyState" }, sessionId);
  return product.slice(product.indexOf("/") + 1);
}

/** The line that tells why, out of what a browser wrote. */
function lastWords(stderr: string): string | null {
  const lines = stderr.trim().split("\n");
  const telling = lines.find((line) => /FATAL|error while loading|No usable sandbox|cannot open/.test(line));
  return (telling ?? "").trim().slice(0, 300) || null;
}

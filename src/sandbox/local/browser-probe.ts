import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa, type ExecaError } from "execa";

const PROBE_TIMEOUT_MS = 60_000;

/**
 * What every browser gets: no call of its own to anybody, nothing that differs between two looks at one page.
 * Web security, site isolation and the like stay as a visitor has them.
 */
export const BROWSER_ARGS: readonly string[] = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-default-apps",
  "--disable-domain-reliability",
  "--disable-quic",
  "--disable-sync",
  "--no-default-browser-check",
  "--no-first-run",
  "--no-pings",
  "--font-render-hinting=none",
  "--force-color-profile=srgb",
];

export interface BrowserTry {
  readonly executablePath: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly chromiumSandbox: boolean;
}

/**
 * Starts a browser once, headless, and has it show a page. Resolves to its version.
 * @throws an Error whose message is what the browser said last.
 */
export async function probeBrowser({
  executablePath,
  args,
  env,
  chromiumSandbox,
}: BrowserTry): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), "buildoff-browser-"));
  try {
    const { stdout } = await execa(
      executablePath,
      [
        "--headless",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        ...args,
        ...(chromiumSandbox ? [] : ["--no-sandbox"]),
        `--user-data-dir=${home}`,
        "--dump-dom",
        "data:text/html,<script>document.write(navigator.userAgent)</script>",
      ],
      {
        env: { ...env, HOME: home },
        stdin: "ignore",
        timeout: PROBE_TIMEOUT_MS,
        forceKillAfterDelay: 1_000,
        maxBuffer: 1_000_000,
      },
    );
    const major = /Chrome\/([\d.]+)/.exec(stdout)?.[1];
    if (major === undefined) throw new Error("it showed no page");
    return (await askVersion(executablePath, env)) ?? major;
  } catch (cause) {
    throw new Error(lastWords(cause as ExecaError), { cause });
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The full version; on Windows `--version` opens a window instead, and the page's shortened one must do. */
async function askVersion(
  executablePath: string,
  env: Readonly<Record<string, string>>,
): Promise<string | null> {
  if (process.platform === "win32") return null;
  const { stdout } = await execa(executablePath, ["--version"], {
    env,
    stdin: "ignore",
    timeout: PROBE_TIMEOUT_MS,
    reject: false,
  });
  return /\d+(\.\d+){3}/.exec(stdout)?.[0] ?? null;
}

function lastWords(error: ExecaError): string {
  const lines = (typeof error.stderr === "string" ? error.stderr : "").trim().split("\n");
  const telling = lines.find((line) => /FATAL|error while loading|No usable sandbox|cannot open/.test(line));
  return (telling ?? lines.at(-1) ?? "").trim().slice(0, 300) || (error.shortMessage ?? error.message);
}

import { readdir, readFile, writeFile, mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Frame, type Page } from "@playwright/test";
import { onTestFinished } from "vitest";
import { build, type Rollup } from "vite";
import type { SandboxFile } from "../../../src/core/sandbox.ts";
import { FOLDER_POLICY } from "../../../src/report/page-html.ts";
import { packApp } from "../../../src/report/player/pack-app.ts";
import { findBrowser } from "../../../src/sandbox/local/browser.ts";
import { repository } from "../../support/buildoff.ts";
import { PATIENCE_MS } from "../../support/report-browser.ts";
import { makeTemporaryFolder } from "../../support/temporary.ts";

const SANDBOX = "allow-scripts allow-forms allow-pointer-lock";

/** The player as the release has it. */
export async function buildPlayer(): Promise<string> {
  const built = await build({
    root: repository,
    configFile: join(repository, "vite.viewer.config.ts"),
    mode: "player",
    build: { write: false },
  });
  const [{ output }] = built as [Rollup.RollupOutput];
  return output[0].code;
}

export async function openBrowser(): Promise<Browser> {
  const { executablePath, args, env, chromiumSandbox } = await findBrowser(null);
  const environment = { PATH: "/usr/bin:/bin", HOME: tmpdir(), TMPDIR: tmpdir(), ...env };
  return chromium.launch({ executablePath, args: [...args], chromiumSandbox, env: environment });
}

export const toFiles = (texts: Readonly<Record<string, string | Uint8Array>>): SandboxFile[] =>
  Object.entries(texts).map(([path, content]) => ({
    path,
    content: typeof content === "string" ? new TextEncoder().encode(content) : content,
  }));

export async function readFolder(folder: string): Promise<SandboxFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const path = join(entry.parentPath, entry.name);
        return { path: relative(folder, path), content: new Uint8Array(await readFile(path)) };
      }),
  );
}

/** An app that is played from a page that was opened from a file. */
export interface Play {
  readonly host: Page;
  /** Where the app is; another one after it loaded another page. */
  readonly app: () => Promise<Frame>;
  /** What the app wrote to the console, and errors of its scripts. */
  readonly lines: string[];
}

export interface Stage {
  readonly browser: Browser;
  readonly player: string;
}

/** @param sandbox null: the frame is an ordinary one */
export async function play(
  { browser, player }: Stage,
  files: readonly SandboxFile[],
  sandbox: string | null = SANDBOX,
): Promise<Play> {
  const folder = await makeTemporaryFolder();
  const frame = `<iframe id="app" ${sandbox === null ? "" : `sandbox="${sandbox}"`} src="apps/0/0/1.html"></iframe>`;
  await write(join(folder, "index.html"), toHost(frame));
  await write(join(folder, "apps/0/0/1.html"), packApp(files, player));
  await write(join(folder, "secret.html"), "secret");
  const host = await browser.newPage();
  host.setDefaultTimeout(PATIENCE_MS);
  onTestFinished(() => host.close());
  const lines: string[] = [];
  host.on("console", (message) => lines.push(message.text()));
  host.on("pageerror", (error) => lines.push(`error: ${error.message}`));
  await host.goto(pathToFileURL(join(folder, "index.html")).href);
  return { host, lines, app: () => findApp(host) };
}

const toHost = (frame: string): string => `<!doctype html>
<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${FOLDER_POLICY}">
<title>host</title><style>iframe { width: 900px; height: 700px }</style><button>host</button>${frame}`;

async function write(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

/** The frame inside the packed page, once the app is in it. */
async function findApp(host: Page): Promise<Frame> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    if (Date.now() > deadline) throw new Error("the app did not start");
    const frame = host.frames().find((one) => one.url().startsWith("about:srcdoc") && !one.isDetached());
    const isThere = await frame?.evaluate(() => document.querySelector("base") !== null).catch(() => false);
    if (frame !== undefined && isThere === true) return frame;
    await host.waitForTimeout(20);
  }
}

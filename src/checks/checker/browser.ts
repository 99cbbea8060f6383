import { readFile } from "node:fs/promises";
import type { Browser, BrowserType } from "playwright";
import type { BrowserLaunch } from "../../core/sandbox.ts";

/** How long a browser may take to start, or to end when it is asked. */
const LAUNCH_TIMEOUT_MS = 60_000;
const CLOSE_TIMEOUT_MS = 3_000;

/** The one browser of a checker: started at first use, and again after it died. */
export interface BrowserOwner extends AsyncDisposable {
  /** @throws BrowserStartError */
  get(): Promise<Browser>;
  /** Ends the browser, so that the next check gets a new one. */
  restart(): Promise<void>;
}

/** The browser does not start: no check can be judged, and no app is to blame. */
export class BrowserStartError extends Error {
  override readonly name = "BrowserStartError";
}

export function openBrowser(launch: BrowserLaunch, load: (name: string) => unknown): BrowserOwner {
  let running: Promise<Browser> | null = null;

  const start = async (): Promise<Browser> => {
    const { chromium } = load("playwright") as { chromium: BrowserType };
    try {
      return await chromium.launch(toLaunchOptions(launch));
    } catch (error) {
      throw new BrowserStartError(`the browser did not start: ${String(error)}`, { cause: error });
    }
  };
  const restart = async (): Promise<void> => {
    const browser = await running?.catch(() => null);
    running = null;
    const closing = browser?.close() ?? Promise.resolve();
    if (await within(closing, CLOSE_TIMEOUT_MS)) return;
    await killChildren();
    await within(closing, CLOSE_TIMEOUT_MS);
  };
  return {
    get: async () => {
      if (running !== null && !(await running).isConnected()) await restart();
      running ??= start();
      return running;
    },
    restart,
    [Symbol.asyncDispose]: restart,
  };
}

/**
 * Ends every child of this process: a browser that does not close keeps processors busy under the checks to come. Does nothing
 * where there is no /proc.
 */
async function killChildren(): Promise<void> {
  const path = `/proc/${process.pid}/task/${process.pid}/children`;
  const children = (await readFile(path, "utf8").catch(() => "")).split(" ").filter(Boolean).map(Number);
  for (const pid of children) {
    // Playwright makes each browser the leader of a process group.
    for (const target of [-pid, pid]) {
      try {
        process.kill(target, "SIGKILL");
      } catch {
        // It has ended meanwhile, or leads no group.
      }
    }
  }
}

/** What both the checker and foreign specs start a browser with. A pipe, no port: nothing in C listens. */
export function toLaunchOptions({ executablePath, args, chromiumSandbox, env }: BrowserLaunch) {
  return {
    executablePath,
    chromiumSandbox,
    args: [...args],
    env: { ...(process.env as Record<string, string>), ...env },
    timeout: LAUNCH_TIMEOUT_MS,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  };
}

/** Waits for something that may never settle, and never throws. Tells whether it settled in time. */
export async function within(work: Promise<unknown>, timeoutMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), timeoutMs);
  });
  const settled = work.then(
    () => true,
    () => true,
  );
  return Promise.race([settled, timeout]).finally(() => clearTimeout(timer));
}

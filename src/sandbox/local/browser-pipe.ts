import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable, Writable } from "node:stream";

/** How long a browser may take to close in good order. */
const GRACE_MS = 2_000;

/** A browser that is driven over two pipes by the Chrome DevTools Protocol; nothing listens. Disposal kills it. */
export interface BrowserPipe extends AsyncDisposable {
  readonly send: <Result>(method: string, params?: object, sessionId?: string) => Promise<Result>;
  readonly stderrTail: () => string;
}

interface Reply {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** Starts a browser; a call rejects when it ends before answering, or when `signal` aborts. */
export function openBrowserPipe(
  executablePath: string,
  args: readonly string[],
  options: { readonly env: NodeJS.ProcessEnv; readonly signal: AbortSignal },
): BrowserPipe {
  const child = spawn(executablePath, [...args, "--remote-debugging-pipe"], {
    env: options.env,
    detached: process.platform !== "win32",
    stdio: ["ignore", "ignore", "pipe", "pipe", "pipe"],
    windowsHide: true,
  });
  const [, , errors, input, output] = child.stdio as [null, null, Readable, Writable, Readable];
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  const failAll = (error: Error): void => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  child.once("error", failAll);
  child.once("exit", () => failAll(new Error("it ended at once")));
  options.signal.addEventListener("abort", () => failAll(new Error("it did not answer in time")));
  input.on("error", () => {});
  let stderr = "";
  errors.on("data", (chunk: Uint8Array) => {
    stderr = `${stderr}${Buffer.from(chunk).toString()}`.slice(-8_000);
  });
  onMessages(output, ({ id, result, error }) => {
    const call = id === undefined ? undefined : waiting.get(id);
    if (error === undefined) call?.resolve(result);
    else call?.reject(new Error(error.message));
  });
  let count = 0;
  return {
    stderrTail: () => stderr,
    send: async <Result>(method: string, params = {}, sessionId?: string) => {
      options.signal.throwIfAborted();
      if (child.exitCode !== null || child.pid === undefined)
        throw new Error("there is no such program, or it ended at once");
      count += 1;
      const call = Promise.withResolvers<unknown>();
      waiting.set(count, call);
      input.write(`${JSON.stringify({ id: count, method, params, sessionId })}\0`);
      return (await call.promise) as Result;
    },
    [Symbol.asyncDispose]: async () => {
      // Asked first: what it started, and a kill would miss, goes on writing to its profile for a moment.
      input.write(`${JSON.stringify({ id: 0, method: "Browser.close" })}\0`);
      await endBrowser(child);
    },
  };
}

/** Messages end with a NUL. */
function onMessages(output: Readable, take: (reply: Reply) => void): void {
  let rest = "";
  output.setEncoding("utf8");
  output.on("data", (text: string) => {
    const parts = `${rest}${text}`.split("\0");
    rest = parts.pop() ?? "";
    for (const part of parts) take(JSON.parse(part) as Reply);
  });
}

async function endBrowser(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  const timer = setTimeout(() => killGroup(child), GRACE_MS);
  await exited;
  clearTimeout(timer);
  killGroup(child);
  for (const stream of child.stdio) stream?.destroy();
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
  } catch {
    // It is gone, as it should be.
  }
}

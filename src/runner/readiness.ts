import { posix } from "node:path";
import { InfraError } from "../core/errors.ts";
import type { Limits } from "../core/limits.ts";
import type { Sandbox } from "../core/sandbox.ts";
import type { AppCommands } from "../core/stack.ts";
import { formatDuration } from "../core/format.ts";
import type { RunningApp } from "./app.ts";

export interface Readiness {
  readonly ready: boolean;
  /** The last answer, in words: a status, or why there was none. */
  readonly answer: string;
}

/**
 * Asks until the status is below 400, as seen from where it runs, and ever less often. Arguments: address, milliseconds, whether any
 * answer is the last. Prints the last answer.
 */
const ASK = `
const { get } = require("node:http");
const [url, timeoutMs, takesAny] = process.argv.slice(1);
const deadline = Date.now() + Number(timeoutMs);
const askOnce = () =>
  new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(Math.max(1, deadline - Date.now()));
    get(url, { agent: false, headers: { accept: "*/*" }, signal }, resolve).on("error", reject);
  });
(async () => {
  let answer = null;
  for (let pauseMs = 25; ; pauseMs = Math.min(1.2 * pauseMs, 250)) {
    try {
      const response = await askOnce();
      response.on("error", () => {}).resume();
      answer = "status " + response.statusCode;
      if (response.statusCode < 400) break;
      if (takesAny === "true") { process.exitCode = 1; break; }
    } catch (error) {
      // The last question is cut short by the deadline: what was answered before says more, and says the same every time.
      if (error.name === "AbortError") answer ??= "no answer";
      else answer = error.code ?? error.message;
    }
    if (Date.now() >= deadline) { process.exitCode = 1; break; }
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  process.stdout.write(answer ?? "nothing listens");
  process.exit();
})();
`;

/**
 * Asks from a checker that joins the app's sandbox, or from the app's own, as a user whom its code cannot reach.
 * @throws InfraError `checker` where nothing could be asked
 */
export async function awaitReady(
  sandbox: Sandbox,
  request: {
    readonly url: string;
    readonly timeoutMs: number;
    /** Whether the app is files, and any answer is its last word. */
    readonly isFiles: boolean;
    readonly signal: AbortSignal;
  },
): Promise<Readiness> {
  const { url, timeoutMs, isFiles, signal } = request;
  const result = await sandbox.exec(
    [sandbox.layout.node, "-e", ASK, url, String(timeoutMs), String(isFiles)],
    { user: sandbox.role === "checker" ? "checker" : "forwarder", timeoutMs: timeoutMs + 5_000, signal },
  );
  const isProbeBroken = result.end === "memory" || (result.end === "exited" && result.exitCode! > 1);
  if (isProbeBroken) {
    const said = new TextDecoder().decode(result.stderr).trim().slice(-500);
    throw new InfraError(
      "checker",
      `the readiness probe failed (${result.end}, exit code ${result.exitCode}): ${said}`,
    );
  }
  const answer = new TextDecoder().decode(result.stdout) || "no answer";
  return { ready: result.exitCode === 0, answer };
}

/** Why an app that was asked is not ready. */
export function describeSilence(
  { answer }: Readiness,
  about: {
    readonly app: AppCommands;
    readonly isFiles: boolean;
    readonly server: RunningApp;
    readonly limits: Limits;
  },
): string {
  const { app, isFiles, server, limits } = about;
  if (server.ended.aborted) return `the app did not stay up: ${(server.ended.reason as Error).message}`;
  if (isFiles && answer.startsWith("status "))
    return `the app has no page at ${app.ready} (${answer}); what is served is ${posix.join("/app", app.root)}`;
  return `the app did not answer at ${app.ready} on port $PORT within ${formatDuration(limits.readyTimeMs)} (${answer})`;
}

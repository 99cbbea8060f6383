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

/** Asks until the status is below 400, as seen from where it runs. Argument: address. Prints the last answer when told to stop. */
const ASK = `
const [url, timeoutMs] = process.argv.slice(1);
const deadline = Date.now() + Number(timeoutMs);
let answer = null;
for (;;) {
  try {
    const response = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(Math.max(1, deadline - Date.now())) });
    answer = "status " + response.status;
    if (response.status < 400) break;
  } catch (error) {
    // The last question is cut short by the deadline: what was answered before says more, and says the same every time.
    if (error.name === "TimeoutError") answer ??= "no answer";
    else answer = error.cause?.code ?? error.message;
  }
  if (Date.now() >= deadline) { process.exitCode = 1; break; }
  await new Promise((resolve) => setTimeout(resolve, 25));
}
process.stdout.write(answer ?? "nothing listens");
process.exit();
`;

/**
 * Asks from a checker that joins the app's sandbox, or from the app's own, as a user whom its code cannot reach.
 * @throws InfraError `checker` where nothing could be asked
 */
export async function awaitReady(
  sandbox: Sandbox,
  request: { readonly url: string; readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<Readiness> {
  const { url, timeoutMs, signal } = request;
  const result = await sandbox.exec(
    [sandbox.layout.node, "--input-type=module", "-e", ASK, url, String(timeoutMs)],
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
  about: { readonly app: AppCommands; readonly server: RunningApp; readonly limits: Limits },
): string {
  const { app, server, limits } = about;
  if (server.ended.aborted) return `the app did not stay up: ${(server.ended.reason as Error).message}`;
  return `the app did not answer at ${app.ready} on port $PORT within ${formatDuration(limits.readyTimeMs)} (${answer})`;
}

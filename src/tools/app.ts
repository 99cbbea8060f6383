import { z } from "zod";
import type { Limits } from "../core/limits.ts";
import type { Sandbox, SandboxProcess } from "../core/sandbox.ts";
import { type AppCommands, appEnvironment } from "../core/stack.ts";
import { createCappedOutput } from "../host/capped-output.ts";
import { execBounded } from "./bounded-exec.ts";
import { describe } from "./commands.ts";
import { defineTool, fail, say, type Tool, type ToolResult } from "./tool.ts";

const LOG_CHARACTERS = 4_000;
/** As where the app is judged: a chatty build is not to fail here alone. */
const MAX_BUILD_BYTES = 200_000;
/** Far beyond what it takes: what comes after it ends the agent's own program too. */
const BACKSTOP_MS = 60_000;

/** Starts the app as the leader of a group of its own, and keeps the group's number, by which it is stopped again. */
const START = 'echo $$ >"$1"; exec sh -c "$2"';
const STOP = 'kill -s KILL -- "-$(cat "$1")" 2>/dev/null; rm -f "$1"';
const IS_UP = 'kill -s 0 -- "-$(cat "$1" 2>/dev/null)" 2>/dev/null';

/** Waits until something below 400 is answered. Arguments: address, milliseconds. */
const ASK = `
const [url, timeoutMs] = process.argv.slice(1);
const deadline = Date.now() + Number(timeoutMs);
let answer = "nothing listens";
while (Date.now() < deadline) {
  try {
    const { status } = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(2000) });
    answer = "status " + status;
    if (status < 400) process.exit(0);
  } catch (error) { answer = error.cause?.code ?? error.name; }
  await new Promise((resolve) => setTimeout(resolve, 100));
}
process.stdout.write(answer);
process.exit(1);
`;

/** The app of a workspace, started and stopped by the agent. */
export function createAppTools(
  sandbox: Sandbox,
  app: AppCommands,
  limits: Limits,
): Record<"start_app" | "stop_app", Tool> {
  const { layout } = sandbox;
  const pidFile = `${layout.tmp}/buildoff-app.pid`;
  const url = `http://127.0.0.1:${layout.port}${app.ready}`;
  const asAgent = { user: "agent", cwd: layout.app, env: appEnvironment(layout, app) } as const;
  let log: () => string = () => "";

  const stop = async (): Promise<boolean> => {
    const alive = await sandbox.exec(["sh", "-c", IS_UP, "app", pidFile], {
      ...asAgent,
      timeoutMs: BACKSTOP_MS,
    });
    await sandbox.exec(["sh", "-c", STOP, "app", pidFile], { ...asAgent, timeoutMs: BACKSTOP_MS });
    return alive.exitCode === 0;
  };
  const build = async (signal: AbortSignal): Promise<ToolResult | null> => {
    if (app.build === null) return null;
    const result = await execBounded(sandbox, ["sh", "-c", app.build], {
      ...asAgent,
      timeoutMs: limits.buildTimeMs,
      maxOutputBytes: MAX_BUILD_BYTES,
      signal,
    });
    if (result.end === "exited" && result.exitCode === 0) return null;
    const shown = { ...result, stdout: shorten(result.stdout), stderr: shorten(result.stderr) };
    return fail(`the build command \`${app.build}\` failed:\n${describe(shown)}`);
  };
  const start = async (signal: AbortSignal): Promise<ToolResult> => {
    const command = ["setsid", "sh", "-c", START, "app", pidFile, app.start];
    const server = await sandbox.spawn(command, { ...asAgent, signal });
    log = followLog(server);
    const asked = await sandbox.exec(
      [layout.node, "--input-type=module", "-e", ASK, url, String(limits.readyTimeMs)],
      { user: "agent", timeoutMs: limits.readyTimeMs + BACKSTOP_MS, signal },
    );
    if (asked.exitCode === 0) return say(`the app answers at ${url}\n${log()}`.trimEnd());
    const answer = new TextDecoder().decode(asked.stdout);
    return fail(`\`${app.start}\` does not answer at ${url} (${answer})\n${log()}`.trimEnd());
  };
  return {
    start_app: defineTool({
      name: "start_app",
      description: `Builds the app (${app.build ?? "nothing to build"}) and starts it (${app.start}), as it will be when it is judged; waits until ${app.ready} answers. Starts it anew where it runs already.`,
      input: z.object({}),
      run: async (_input, signal) => {
        await stop();
        return (await build(signal)) ?? start(signal);
      },
    }),
    stop_app: defineTool({
      name: "stop_app",
      description: "Stops the app that start_app started, and gives the last of its log.",
      input: z.object({}),
      run: async () => {
        const wasUp = await stop();
        return say(`${wasUp ? "stopped" : "it did not run"}\n${log()}`.trimEnd());
      },
    }),
  };
}

function shorten(output: Uint8Array): Uint8Array {
  const capped = createCappedOutput(LOG_CHARACTERS);
  capped.add(output);
  return Buffer.from(capped.text());
}

/** Keeps the end of what a server writes. The process is left alone: it ends with its sandbox. */
function followLog(server: SandboxProcess): () => string {
  const decoder = new TextDecoder();
  let text = "";
  const read = async (): Promise<void> => {
    for await (const chunk of server.stdio)
      text = `${text}${decoder.decode(chunk, { stream: true })}`.slice(-LOG_CHARACTERS);
  };
  // A sandbox that ends takes the log with it.
  void read().catch(() => {});
  server.exited.catch(() => {});
  return () => [text, server.stderrTail()].filter(Boolean).join("\n").slice(-LOG_CHARACTERS);
}

import { afterEach, describe, expect, it } from "vitest";
import { oneShot } from "../../src/agents/one-shot.ts";
import type { AgentSettings } from "../../src/core/agent-settings.ts";
import { InfraError, SandboxDeathError } from "../../src/core/errors.ts";
import { DEFAULT_LIMITS } from "../../src/core/limits.ts";
import type { Sandbox } from "../../src/core/sandbox.ts";
import { localProvider } from "../../src/sandbox/local/provider.ts";
import { openSandboxTools } from "../../src/tools/sandbox-tools.ts";
import { openGateway } from "../gateway/open-gateway.ts";
import { type Reply, type ScriptedRequest, startScriptedModel } from "../support/scripted-model.ts";
import { readApp, runAgent } from "./run-agent.ts";

const disposables: AsyncDisposable[] = [];
afterEach(async () => {
  for (const one of disposables.splice(0).toReversed()) await one[Symbol.asyncDispose]();
});

interface OneShotOptions {
  readonly settings?: Partial<AgentSettings>;
  readonly contextLength?: number;
  readonly before?: string;
  /** What its sandbox does otherwise. */
  readonly faults?: Partial<Sandbox>;
}

async function runOneShot(
  replies: readonly Reply[] | ((request: ScriptedRequest) => Reply),
  { settings = {}, contextLength, before, faults = {} }: OneShotOptions = {},
) {
  const server = await startScriptedModel({ replies });
  const provider = await localProvider.create({ runId: "one-shot", browserPath: null, runtime: null });
  await provider.prepare(
    { stacks: [{ name: "static", dockerfile: null }], agentLayers: [] },
    () => {},
    AbortSignal.timeout(600_000),
  );
  const { signal } = new AbortController();
  const owner = { runId: "one-shot", trialId: "t", tryNumber: 1 };
  const common = { owner, stack: "static", agentLayer: null, limits: DEFAULT_LIMITS } as const;
  const sandbox = await provider.create({ ...common, role: "agent", joins: null }, signal);
  if (before !== undefined) await sandbox.writeFiles([{ path: "index.html", content: Buffer.from(before) }]);
  const app = {
    build: null,
    start: '"$BUILDOFF_NODE" "$BUILDOFF_RUNTIME/serve-static.mjs" .',
    root: ".",
    ready: "/",
  };
  const createBrowser = () => provider.create({ ...common, role: "checker", joins: sandbox }, signal);
  const tools = await openSandboxTools({
    sandbox,
    preset: "all",
    app,
    limits: DEFAULT_LIMITS,
    createBrowser,
    signal,
  });
  const facts = contextLength === undefined ? {} : { facts: { contextLength } };
  const opened = await openGateway({ baseUrl: server.baseUrl, generation: facts, mounts: [tools.mount] });
  disposables.push(server, provider, sandbox, tools, opened);
  const checkpoints: string[] = [];
  const ended = await runAgent(oneShot, {
    sandbox: { ...sandbox, ...faults },
    prompt: "BUILD A PAGE",
    model: opened.access,
    mcpServers: opened.mcpServers,
    settings,
    checkpoint: async (label) => void checkpoints.push(label),
  });
  return { ...ended, server, sandbox, checkpoints };
}

const page = (script: string): string =>
  `Here:\n\n\`\`\`html index.html\n<!doctype html><h1>Hi</h1><script>${script}</script>\n\`\`\`\n`;

describe("one-shot", () => {
  it("writes the files of one answer, without a tool", async () => {
    const { end, server, sandbox, checkpoints } = await runOneShot([{ text: page("1") }]);
    expect(end).toEqual({ kind: "completed" });
    expect(await readApp(sandbox, "index.html")).toContain("<h1>Hi</h1>");
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]!.tools).toEqual([]);
    expect(checkpoints).toEqual(["first answer"]);
  });

  it("mends what the console tells, in rounds that are each kept to be graded", async () => {
    const { end, server, sandbox, checkpoints, events } = await runOneShot(
      [{ text: page("nope()") }, { text: page("2") }],
      {
        settings: { repairs: 3 },
      },
    );
    expect(end).toEqual({ kind: "completed" });
    expect(checkpoints).toEqual(["first answer", "repair 1"]);
    const asked = JSON.stringify(server.requests[1]!.body);
    expect(asked).toContain("nope is not defined");
    expect(asked).toContain("BUILD A PAGE");
    expect(await readApp(sandbox, "index.html")).toContain("<script>2</script>");
    expect(JSON.stringify(events)).toContain("to be mended");
  });

  it("has no more rounds than it may", async () => {
    const { server, checkpoints } = await runOneShot([{ text: page("nope()") }], {
      settings: { repairs: 2 },
    });
    expect(server.requests).toHaveLength(3);
    expect(checkpoints).toEqual(["first answer", "repair 1", "repair 2"]);
    const none = await runOneShot([{ text: page("nope()") }], { settings: { repairs: 0 } });
    expect(none.server.requests).toHaveLength(1);
  });

  it("asks for the rest of an answer that was cut off", async () => {
    const { server, sandbox, events } = await runOneShot(
      [{ text: "```js a.js\n1\n```\n```html index.html\n<h1>Ha", finish: "length" }, { text: page("3") }],
      { settings: { repairs: 0 } },
    );
    expect(server.requests).toHaveLength(2);
    expect(await readApp(sandbox, "a.js")).toBe("1\n");
    expect(await readApp(sandbox, "index.html")).toContain("<h1>Hi</h1>");
    expect(JSON.stringify(events)).toContain("the answer was cut off");
  });

  it("shows the model the files that are there already", async () => {
    const { server } = await runOneShot([{ text: page("1") }], {
      before: "<h1>START</h1>",
      settings: { repairs: 0 },
    });
    expect(JSON.stringify(server.requests[0]!.body)).toContain("<h1>START</h1>");
  });

  it("shows a file up to the size that it can read, and goes on without a larger one", async () => {
    for (const [size, isShown] of [
      [64_000, true],
      [64_300, false],
    ] as const) {
      const { end, server } = await runOneShot([{ text: page("1") }], {
        before: `START${"x".repeat(size - 5)}`,
        settings: { repairs: 0 },
      });
      expect(end).toEqual({ kind: "completed" });
      expect(JSON.stringify(server.requests[0]!.body).includes("STARTx")).toBe(isShown);
    }
  });

  it("leaves it to the harness to judge what failed in the sandbox", async () => {
    const faults = [
      new InfraError("engine", "the Docker Engine does not answer"),
      new SandboxDeathError("memory", "the sandbox ran out of memory and ended"),
    ];
    for (const fault of faults) {
      const writeAsAgent = async () => Promise.reject(fault);
      const run = runOneShot([{ text: page("1") }], { faults: { writeAsAgent } });
      await expect(run).rejects.toBe(fault);
    }
  });

  it("says where an answer holds no file, and where the prompt does not fit", async () => {
    expect((await runOneShot([{ text: "I would rather talk." }])).end).toMatchObject({
      kind: "agent-error",
      message: expect.stringContaining("no file") as string,
    });
    const small = await runOneShot([{ text: page("1") }], { contextLength: 100 });
    expect(small.end).toMatchObject({ message: expect.stringContaining("does not fit") as string });
    expect(small.server.requests).toHaveLength(0);
  });
});

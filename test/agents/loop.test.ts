import { afterEach, describe, expect, it } from "vitest";
import { loop } from "../../src/agents/loop.ts";
import { parseHistory, serializeHistory } from "../../src/agents/loop/history.ts";
import { converse } from "./loop/converse.ts";
import type { AgentSettings, ToolPreset } from "../../src/core/agent-settings.ts";
import { InfraError } from "../../src/core/errors.ts";
import type { ModelFacts } from "../../src/core/identity.ts";
import { DEFAULT_LIMITS, type Limits } from "../../src/core/limits.ts";
import type { Protocol } from "../../src/core/protocol.ts";
import { UNKNOWN_FACTS } from "../../src/models/resolve-model.ts";
import { openSandboxTools } from "../../src/tools/sandbox-tools.ts";
import { openGateway } from "../gateway/open-gateway.ts";
import {
  type Reply,
  type ScriptedModel,
  type ScriptedRequest,
  startScriptedModel,
} from "../support/scripted-model.ts";
import { openLocalSandbox, readApp, runAgent, type RunAgentOptions } from "./run-agent.ts";

const MODELS: Readonly<Record<Protocol, string>> = {
  "openai-chat": "openai/a-model",
  "openai-responses": "openai/a-model",
  "anthropic-messages": "anthropic/a-model",
  gemini: "google/a-model",
};

const KEY = "sk-test-0123456789abcdef";
const APP = { build: null, start: "true", root: ".", ready: "/" };

const disposables: AsyncDisposable[] = [];
afterEach(async () => {
  for (const one of disposables.splice(0).toReversed()) await one[Symbol.asyncDispose]();
});

interface LoopOptions extends Partial<Omit<RunAgentOptions, "limits" | "settings">> {
  readonly protocol?: Protocol;
  readonly limits?: Partial<Limits>;
  readonly facts?: Partial<ModelFacts>;
  readonly preset?: Exclude<ToolPreset, "none">;
  readonly settings?: Partial<AgentSettings>;
  /** Instead of the gateway's. */
  readonly fetch?: typeof globalThis.fetch;
}

/** Lets the loop work with a scripted model, over the real gateway and the real tools. */
async function runLoop(
  replies: readonly Reply[] | ((request: ScriptedRequest) => Reply),
  { protocol = "openai-chat", facts = {}, preset = "all", fetch, ...options }: LoopOptions = {},
) {
  const server: ScriptedModel = await startScriptedModel({ replies, apiKey: KEY });
  const sandbox = await openLocalSandbox();
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const signal = options.signal ?? new AbortController().signal;
  const createBrowser = async () => {
    throw new Error("no browser here");
  };
  const tools = await openSandboxTools({ sandbox, preset, app: APP, limits, createBrowser, signal });
  const opened = await openGateway({
    baseUrl: server.baseUrl,
    model: MODELS[protocol],
    protocols: [protocol],
    generation: { facts: { ...UNKNOWN_FACTS, ...facts } },
    limits,
    mounts: [tools.mount],
  });
  disposables.push(server, sandbox, tools, opened);
  const { gateway, access, mcpServers } = opened;
  const ended = await runAgent(loop, {
    ...options,
    sandbox,
    model: fetch === undefined ? access : { ...access, fetch },
    mcpServers,
    limits,
    signal: AbortSignal.any([signal, gateway.exhausted]),
  });
  return { ...ended, server, gateway, sandbox };
}

const create = (path: string, content: string) => ({ name: "create_file", arguments: { path, content } });

describe.each(Object.keys(MODELS) as Protocol[])("loop, in the protocol %s", (protocol) => {
  it("builds in steps with its tools, until the model calls none", async () => {
    const { end, events, server, gateway, sandbox } = await runLoop(
      [
        {
          text: "First the page.",
          toolCalls: [create("index.html", "<h1>Hi</h1>"), create("b.css", "h1{}")],
        },
        { toolCalls: [{ name: "run_command", arguments: { command: "ls; exit 2" } }] },
        { text: "A page that says hi." },
      ],
      { protocol },
    );
    expect(end).toEqual({ kind: "completed" });
    expect(await readApp(sandbox, "index.html")).toBe("<h1>Hi</h1>");
    expect(events.map(({ type }) => type)).toEqual([
      "agent-message",
      "tool-call",
      "tool-result",
      "tool-call",
      "tool-result",
      "tool-call",
      "tool-result",
      "agent-message",
    ]);
    expect(server.requests.map(({ protocol: spoken }) => spoken)).toEqual([protocol, protocol, protocol]);
    expect(server.requests[0]!.tools).toContain("browser_click");
    expect(server.requests[2]!.toolResults.join("\n")).toMatch(
      /b\.css(\n|\\n)index\.html(\n|\\n)\[exit code 2/,
    );
    const { inputTokens, outputTokens, requests } = server.served;
    expect(gateway.usage()).toMatchObject({ inputTokens, outputTokens, requests, unmeteredRequests: 0 });
  });

  it("tells the model what was wrong with a call, and goes on", async () => {
    const broken =
      protocol === "gemini"
        ? { name: "edit_file", arguments: { path: 5 } }
        : { name: "edit_file", rawArguments: '{"path": "a' };
    const { end, server, events } = await runLoop(
      [
        { toolCalls: [broken] },
        { toolCalls: [{ name: "no_such_tool", arguments: {} }] },
        { text: "I give up." },
      ],
      { protocol },
    );
    expect(end).toEqual({ kind: "completed" });
    expect(server.requests).toHaveLength(3);
    expect(server.requests[2]!.toolResults.join(" ")).toContain("there is no tool no_such_tool");
    const results = events.filter((event) => event.type === "tool-result");
    expect(results.map(({ isError }) => isError)).toEqual([true, true]);
  });
});

describe("loop", () => {
  it("with the preset arena has exactly Code Arena's four tools", async () => {
    const { server } = await runLoop([{ text: "Nothing to do." }], { preset: "arena" });
    expect(server.requests[0]!.tools).toEqual(["create_file", "edit_file", "read_file", "run_command"]);
  });

  it("asks again where a stream breaks, and goes on where an answer was cut short", async () => {
    const { end, server } = await runLoop([
      { fault: "cut", after: 3 },
      { text: "Let me think", finish: "length" },
      { text: "done" },
    ]);
    expect(end).toEqual({ kind: "completed" });
    expect(server.requests).toHaveLength(3);
    expect(JSON.stringify(server.requests[2]!.body)).toContain("You were cut off");
  });

  it("makes its conversation shorter before the window is full, and keeps the task in it", async () => {
    let isAsked = false;
    const { end, server, events } = await runLoop(
      ({ number, body }) => {
        const text = JSON.stringify(body);
        if (text.includes("Do not call a tool")) {
          isAsked = true;
          return { text: "SUMMARY OF ALL", usage: { inputTokens: 900, outputTokens: 20 } };
        }
        if (isAsked) return { text: "done", usage: { inputTokens: 300, outputTokens: 5 } };
        return {
          toolCalls: [create(`f${number}`, "x".repeat(300))],
          usage: { inputTokens: number * 120, outputTokens: 5 },
        };
      },
      { prompt: "BUILD THE THING", facts: { contextLength: 1_000 } },
    );
    expect(end).toEqual({ kind: "completed" });
    expect(isAsked).toBe(true);
    const last = JSON.stringify(server.requests.at(-1)!.body);
    expect(last).toContain("BUILD THE THING");
    expect(last).toContain("SUMMARY OF ALL");
    expect(last.length).toBeLessThan(JSON.stringify(server.requests.at(-3)!.body).length);
    expect(JSON.stringify(events)).toContain("made shorter");
  });

  it("makes it shorter where the provider says that it is too long", async () => {
    const { end, server } = await runLoop([
      { toolCalls: [create("a", "x".repeat(2_000))] },
      { fault: "overflow" },
      { text: "SUMMARY" },
      { text: "done" },
    ]);
    expect(end).toEqual({ kind: "completed" });
    expect(JSON.stringify(server.requests[3]!.body)).toContain("SUMMARY");
  });

  it("cuts a result to what the window has room for, and tells the model so", async () => {
    const content = `FIRST${"x".repeat(50_000)}LAST`;
    const read = { name: "read_file", arguments: { path: "long.txt" } };
    const { end, server } = await runLoop(
      [{ toolCalls: [create("long.txt", content)] }, { toolCalls: [read] }, { text: "done" }],
      { facts: { contextLength: 16_384 } },
    );
    expect(end).toEqual({ kind: "completed" });
    const [seen] = server.requests[2]!.toolResults.slice(-1);
    expect(seen!.length).toBeLessThan(16_384);
    expect(seen).toMatch(
      /FIRSTx+(\n|\\n)\[\d+ characters left out here: [^\]]+ask for less at a time\](\n|\\n)x+LAST/,
    );
  });

  it("gets out of a small window that one result has filled, whether or not its size is known", async () => {
    const limit = 20_000;
    const memory = serializeHistory(converse(["short", "y".repeat(60_000)]));
    for (const contextLength of [16_384, null]) {
      const { end, server } = await runLoop(
        ({ body }) => {
          const text = JSON.stringify(body);
          if (text.length > limit) return { fault: "overflow" };
          return { text: text.includes("Do not call a tool") ? "SUMMARY" : "done" };
        },
        { memory, resumed: { label: "15m" }, facts: { contextLength } },
      );
      expect(end).toEqual({ kind: "completed" });
      const last = JSON.stringify(server.requests.at(-1)!.body);
      expect(last).toContain("BUILD THE THING");
      expect(last.length).toBeLessThan(limit);
    }
  });

  it("leaves it to the harness to judge a fault of the infrastructure", async () => {
    const fault = new InfraError("engine", "the Docker Engine does not answer");
    const fetch = async () => Promise.reject(fault);
    await expect(runLoop([{ text: "done" }], { fetch })).rejects.toBe(fault);
  });

  it("goes on with its conversation in a later turn, and after a crash", async () => {
    let memory: Uint8Array | null = null;
    const remember = (read: () => Uint8Array): void => {
      memory = read();
      later = read;
    };
    let later: () => Uint8Array = () => new Uint8Array();
    await runLoop([{ toolCalls: [create("a", "1")] }, { text: "done" }], { prompt: "FIRST", remember });
    memory = later();
    expect(parseHistory(memory).steps).toHaveLength(2);
    const second = await runLoop([{ text: "changed" }], { prompt: "SECOND", memory, turn: 2 });
    const said = JSON.stringify(second.server.requests[0]!.body);
    expect(said.indexOf("FIRST")).toBeGreaterThan(-1);
    expect(said.indexOf("SECOND")).toBeGreaterThan(said.indexOf("FIRST"));
    const resumed = await runLoop([{ text: "done" }], { prompt: "FIRST", memory, resumed: { label: "15m" } });
    expect(JSON.stringify(resumed.server.requests[0]!.body)).toContain("You were interrupted");
  });

  it("shows a picture to a model that sees, and says that there is one to others", async () => {
    const look = { name: "screenshot", arguments: {} };
    const { server } = await runLoop([{ toolCalls: [look] }, { text: "done" }], {
      facts: { seesImages: true },
    });
    expect(server.requests[1]!.toolResults[0]).toContain("no browser here");
  });

  it("is ended by the limits of its trial, with what it has built", async () => {
    const endless = ({ number }: ScriptedRequest): Reply => ({ toolCalls: [create(`f${number}`, "x")] });
    const requests = await runLoop(endless, { limits: { requests: 5 } });
    expect(requests.end).toEqual({ kind: "completed" });
    expect(requests.gateway.limitHit()).toMatchObject({ limit: "requests" });
    expect(requests.server.requests).toHaveLength(5);
    expect(await readApp(requests.sandbox, "f5")).toBe("x");
    const tokens = await runLoop(endless, { limits: { tokens: 1_000 } });
    expect(tokens.gateway.limitHit()).toMatchObject({ limit: "tokens" });
    expect(tokens.server.served.inputTokens).toBeLessThanOrEqual(1_100);
  });

  it("ends at once when it is told to", async () => {
    const startedAt = performance.now();
    const { end } = await runLoop([{ fault: "hang" }], { signal: AbortSignal.timeout(300) });
    expect(end).toEqual({ kind: "completed" });
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  it("gives up on a model that calls nothing correctly", async () => {
    const { end, server } = await runLoop([{ toolCalls: [{ name: "nothing", arguments: {} }] }]);
    expect(end).toMatchObject({
      kind: "agent-error",
      message: expect.stringContaining("called no tool correctly") as string,
    });
    expect(server.requests).toHaveLength(20);
  });
});

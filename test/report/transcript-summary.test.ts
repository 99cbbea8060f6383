import { describe, expect, it } from "vitest";
import type { TrialEventBody } from "../../src/core/event.ts";
import { DEFAULT_LIMITS } from "../../src/core/limits.ts";
import { listLimitUse } from "../../src/report/limit-use.ts";
import { createTranscriptTally } from "../../src/report/transcript-summary.ts";
import { makeResult, makeTrial } from "../support/results.ts";

function summarize(events: readonly TrialEventBody[]) {
  const tally = createTranscriptTally();
  for (const event of events) tally.add({ event });
  return tally.summarize();
}

const toolCall = (name: string): TrialEventBody => ({ type: "tool-call", id: "1", name, arguments: {} });
const mcpCall = (tool: string | null): TrialEventBody => ({
  type: "mcp-call",
  callId: "1",
  server: "sandbox",
  method: "tools/call",
  tool,
  arguments: {},
});
const request: TrialEventBody = {
  type: "model-request",
  requestId: "1",
  protocol: "openai-chat",
  model: "m",
  body: null,
};

describe("the summary of a transcript", () => {
  it("counts model calls, and those that were refused apart from them", () => {
    const refused: TrialEventBody = {
      type: "model-refused",
      requestId: "2",
      status: 429,
      code: "limit",
      message: "no more",
    };
    expect(summarize([request, request, refused])).toMatchObject({
      modelCalls: 2,
      refusedCalls: 1,
      events: 3,
    });
  });

  it("names the tools, the most called first", () => {
    const { toolCalls } = summarize(["b", "a", "c", "c"].map(toolCall));
    expect(toolCalls).toEqual([
      { name: "c", count: 2 },
      { name: "a", count: 1 },
      { name: "b", count: 1 },
    ]);
  });

  it("counts a call once that both the program and the gateway told of", () => {
    expect(summarize([toolCall("write"), mcpCall("write")]).toolCalls).toEqual([{ name: "write", count: 1 }]);
    expect(summarize([mcpCall("write"), mcpCall(null)]).toolCalls).toEqual([
      { name: "sandbox/write", count: 1 },
    ]);
  });

  it("keeps the last message that says something, and the last workspace", () => {
    const summary = summarize([
      { type: "agent-message", text: "done" },
      { type: "agent-message", text: "  " },
      { type: "frozen", turn: 1, workspace: "a", files: 3, bytes: 40 },
      { type: "frozen", turn: 2, workspace: "b", files: 4, bytes: 50 },
    ]);
    expect(summary).toMatchObject({ lastMessage: "done", frozen: { files: 4, bytes: 50 } });
    expect(summarize([])).toMatchObject({ lastMessage: null, frozen: null, toolCalls: [] });
  });
});

describe("the use of limits", () => {
  const made = makeResult(makeTrial("t"), []);
  const result = {
    ...made,
    limits: { asked: { cost: 2 }, enforced: { ...DEFAULT_LIMITS, costUsd: 2 }, unenforced: ["memoryBytes"] },
    phases: [
      { phase: "agent" as const, turn: 1, durationMs: 90_000, exitCode: null, log: null },
      { phase: "agent" as const, turn: 2, durationMs: 60_000, exitCode: null, log: null },
    ],
    usage: { ...made.usage, inputTokens: 10, outputTokens: 5, costUsd: null },
  };
  const find = (name: string) => listLimitUse(result, null).find((one) => one.name === name);

  it("is the longest turn for a time that each turn has anew", () => {
    expect(find("wallTime")).toMatchObject({ enforced: "20m 00s", used: "1m 30s", isAsked: false });
    expect(find("buildTime")).toMatchObject({ used: null });
  });

  it("tells an unknown cost from none, and what was asked for from what holds anyway", () => {
    expect(find("cost")).toMatchObject({ enforced: "$2.00", used: "unknown", isAsked: true });
    expect(find("tokens")).toMatchObject({ used: "15", isAsked: false });
  });

  it("says which limits the sandbox did not keep", () => {
    expect(
      listLimitUse(result, null)
        .filter(({ isEnforced }) => !isEnforced)
        .map(({ name }) => name),
    ).toEqual(["memory"]);
  });

  it("knows of files and their size where a workspace was frozen", () => {
    const uses = listLimitUse(result, { files: 7, bytes: 1_500 });
    expect(uses.filter(({ name }) => /files|archive/.test(name)).map(({ used }) => used)).toEqual([
      "7",
      "1.5 kB",
    ]);
  });
});

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type TrialEvent, TrialEventSchema, type TrialEventBody } from "../../src/core/event.ts";
import { NO_USAGE } from "../../src/core/usage.ts";
import { openTranscript, withoutBody } from "../../src/store/transcript.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

const SECRET_TEXT = "the words of the prompt";

const WITH_BODIES: readonly TrialEventBody[] = [
  {
    type: "model-request",
    requestId: "r1",
    protocol: "openai-chat",
    model: "m",
    body: { messages: [SECRET_TEXT] },
  },
  {
    type: "model-response",
    requestId: "r1",
    status: 200,
    model: "m-2026",
    usage: { ...NO_USAGE, requests: 1, inputTokens: 7 },
    durationMs: 12,
    firstByteMs: 3,
    waitMs: 0,
    body: SECRET_TEXT,
  },
  {
    type: "mcp-call",
    callId: "c1",
    server: "sandbox",
    method: "tools/call",
    tool: "run",
    arguments: { a: SECRET_TEXT },
  },
  {
    type: "mcp-result",
    callId: "c1",
    server: "sandbox",
    isError: false,
    durationMs: 4,
    result: [SECRET_TEXT],
  },
];

const OTHERS: readonly TrialEventBody[] = [
  { type: "model-refused", requestId: "r2", status: 400, code: "limit", message: "too many requests" },
  { type: "model-wait", requestId: "r1", reason: "busy", waitMs: 5, message: "busy" },
  { type: "warning", message: "almost done" },
  { type: "trial-started" },
];

async function write(
  keepsBodies: boolean,
): Promise<{ readonly text: string; readonly seen: readonly TrialEvent[] }> {
  const file = join(await makeTemporaryFolder(), "transcript.1.jsonl");
  const seen: TrialEvent[] = [];
  {
    await using transcript = await openTranscript({
      file,
      trialId: "t1",
      tryNumber: 1,
      redact: (text) => text,
      keepsBodies,
      now: () => 0,
      watch: (event) => seen.push(event),
    });
    for (const event of [...WITH_BODIES, ...OTHERS]) transcript.emit(event);
  }
  return { text: await readFile(file, "utf8"), seen };
}

describe("a transcript without bodies", () => {
  it("holds no text of requests, answers and calls, and neither does what whoever watches is told", async () => {
    const { text, seen } = await write(false);
    expect(text).not.toContain(SECRET_TEXT);
    expect(JSON.stringify(seen)).not.toContain(SECRET_TEXT);
    const events = text
      .trimEnd()
      .split("\n")
      .map((line) => TrialEventSchema.parse(JSON.parse(line)));
    expect(events).toEqual(seen);
    expect(events).toHaveLength(WITH_BODIES.length + OTHERS.length);
  });

  it("still tells what was called, and what it used and took", async () => {
    const { seen } = await write(false);
    expect(seen.map(({ event }) => event)).toMatchObject([
      { type: "model-request", requestId: "r1", model: "m", body: null },
      { type: "model-response", status: 200, usage: { inputTokens: 7 }, durationMs: 12, body: null },
      { type: "mcp-call", server: "sandbox", tool: "run", arguments: null },
      { type: "mcp-result", isError: false, durationMs: 4, result: null },
      ...OTHERS,
    ]);
  });

  it("leaves every other event as it is", () => {
    for (const event of OTHERS) expect(withoutBody(event)).toBe(event);
  });

  it("is not what a run has that nobody asked for it", async () => {
    const { text, seen } = await write(true);
    expect(text.split(SECRET_TEXT)).toHaveLength(WITH_BODIES.length + 1);
    expect(seen.map(({ event }) => event)).toEqual([...WITH_BODIES, ...OTHERS]);
  });
});

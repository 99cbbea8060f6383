import { describe, expect, it } from "vitest";
import type { TrialEvent, TrialEventBody } from "../../../src/core/event.ts";
import { NO_USAGE } from "../../../src/core/usage.ts";
import type { Chunk } from "../../../src/report/feed/chunk.ts";
import { toTranscriptChunks } from "../../../src/report/feed/transcript-chunks.ts";
import { bodiesChunk } from "../../../src/report/model/chunk-names.ts";
import type { EntryBody, TranscriptBodies, TranscriptIndex } from "../../../src/report/model/transcript.ts";

const NAME = "transcript/0/0/1";
const START = Date.parse("2026-01-01T00:00:00.000Z");

/** An event a second. */
async function* toLines(bodies: Iterable<TrialEventBody>): AsyncGenerator<TrialEvent> {
  let sequence = 0;
  for (const event of bodies) {
    const at = new Date(START + sequence * 1_000).toISOString();
    yield { sequence, at, trialId: "t", tryNumber: 1, event };
    sequence += 1;
  }
}

async function tell(bodies: Iterable<TrialEventBody>) {
  const chunks: Chunk[] = [];
  for await (const chunk of toTranscriptChunks(NAME, 1, toLines(bodies))) chunks.push(chunk);
  const index = chunks.at(-1)!.content as TranscriptIndex;
  /** As a page finds it. */
  const body = (n: number): EntryBody | null => {
    const { piece } = index.entries[n]!;
    const chunk = piece === null ? undefined : chunks.find(({ name }) => name === bodiesChunk(NAME, piece));
    return (chunk?.content as TranscriptBodies | undefined)?.[n] ?? null;
  };
  const texts = (n: number): string[] => body(n)?.parts.map(({ label, text }) => `${label}: ${text}`) ?? [];
  return { chunks, index, entries: index.entries, body, texts };
}

const call = (id: string, name: string, given: unknown): TrialEventBody => ({
  type: "tool-call",
  id,
  name,
  arguments: given,
});
const answer = (id: string, text: string, isError = false): TrialEventBody => ({
  type: "tool-result",
  id,
  text,
  isError,
});
const request = (requestId: string, body: unknown): TrialEventBody => ({
  type: "model-request",
  requestId,
  protocol: "openai-chat",
  model: "asked",
  body,
});
const response = (requestId: string, status: number, body: unknown): TrialEventBody => ({
  type: "model-response",
  requestId,
  status,
  model: status === 200 ? "answered" : null,
  usage: status === 200 ? { ...NO_USAGE, inputTokens: 40, outputTokens: 2, costUsd: 0.5 } : null,
  durationMs: 700,
  firstByteMs: 10,
  waitMs: 0,
  body,
});

describe("a transcript's timeline", () => {
  it("makes one entry of a call and its answer, at the time of the call", async () => {
    const { entries, texts, index } = await tell([
      { type: "trial-started" },
      { type: "turn-started", turn: 2, prompt: "Add budgets" },
      request("r1", { ask: 1 }),
      call("t1", "run_command", { command: "ls" }),
      {
        type: "mcp-call",
        callId: "m1",
        server: "flights",
        method: "tools/call",
        tool: "find",
        arguments: {},
      },
      { type: "mcp-result", callId: "m1", server: "flights", isError: true, durationMs: 9, result: "none" },
      answer("t1", "index.html", true),
      response("r1", 200, { say: 2 }),
    ]);
    expect(index.startedAt).toBe(new Date(START).toISOString());
    expect(entries).toMatchObject([
      { kind: "turn", title: "Add budgets", atMs: 1_000, turn: 2, piece: null },
      { kind: "model", title: "answered", atMs: 2_000, tokens: 42, costUsd: 0.5, durationMs: 700 },
      { kind: "tool", title: 'run_command { "command": "ls" }', atMs: 3_000, isError: true },
      { kind: "service", title: "flights: find", isError: true, durationMs: 9 },
    ]);
    expect(texts(1)).toEqual(['request: {\n  "ask": 1\n}', 'answer: {\n  "say": 2\n}']);
    expect(texts(2)).toEqual(['arguments: {\n  "command": "ls"\n}', "result: index.html"]);
    expect(texts(3)).toEqual(["arguments: {}", "result: none"]);
  });

  it("keeps what nobody answered, and an answer that nobody asked for", async () => {
    const { entries, texts } = await tell([
      answer("t1", "too early\nby a line", true),
      response("r1", 503, "overloaded"),
      { type: "mcp-result", callId: "m1", server: "flights", isError: false, durationMs: 3, result: "late" },
      call("t1", "run_command", "ls"),
      request("r2", "hello"),
    ]);
    expect(entries).toMatchObject([
      { kind: "tool", title: "too early", isError: true },
      { kind: "model", title: "model, status 503", isError: true },
      { kind: "service", title: "flights", durationMs: 3 },
      { kind: "tool", title: "run_command ls", isError: false },
      { kind: "model", title: "asked", durationMs: null, tokens: null },
    ]);
    expect([0, 1, 2, 3, 4].map(texts)).toEqual([
      ["result: too early\nby a line"],
      ["answer: overloaded"],
      ["result: late"],
      ["arguments: ls"],
      ["request: hello"],
    ]);
  });

  it("gives an answer to the last call of its id, and loses none before", async () => {
    const { entries, texts } = await tell([
      call("1", "a", "first"),
      call("1", "b", "second"),
      answer("1", "ok"),
    ]);
    expect(entries.map(({ title }) => title)).toEqual(["a first", "b second"]);
    expect([texts(0), texts(1)]).toEqual([["arguments: first"], ["arguments: second", "result: ok"]]);
  });

  it.each([
    ["Claude Code", "Write", { file_path: "/app/src/a.js", content: "x" }, "src/a.js"],
    ["Claude Code", "Edit", { file_path: "/app/a.js", old_string: "x", new_string: "y" }, "a.js"],
    ["Claude Code", "MultiEdit", { file_path: "/app/a.js", edits: [] }, "a.js"],
    ["Claude Code", "NotebookEdit", { notebook_path: "/app/a.ipynb", new_source: "" }, "a.ipynb"],
    ["Claude Code", "mcp__sandbox__edit_file", { path: "a.js", old_text: "x", new_text: "" }, "a.js"],
    [
      "Codex",
      "apply_patch",
      { changes: [{ path: "/app/a.js", kind: "add" }, { path: "b.js" }] },
      "a.js, b.js",
    ],
    ["Codex", "sandbox.create_file", { path: "./a.js", content: "" }, "a.js"],
    ["Gemini CLI", "write_file", { file_path: "/app/a.js", content: "" }, "a.js"],
    ["Gemini CLI", "replace", { file_path: "a.js", old_string: "x", new_string: "y" }, "a.js"],
    ["Gemini CLI", "mcp_sandbox_create_file", { path: "a.js", content: "" }, "a.js"],
    ["opencode", "write", { filePath: "/app/a.js", content: "" }, "a.js"],
    ["opencode", "edit", { filePath: "a.js", oldString: "x", newString: "y" }, "a.js"],
    [
      "opencode",
      "apply_patch",
      { patchText: "*** Begin Patch\n*** Update File: a.js\n@@\n*** Add File: b.js\n+x\n*** End Patch" },
      "a.js, b.js",
    ],
    ["opencode", "sandbox_edit_file", { path: "a.js", old_text: "x", new_text: "" }, "a.js"],
    ["Qwen Code", "edit", { file_path: "/app/a.js", old_string: "x", new_string: "y" }, "a.js"],
    ["Qwen Code", "notebook_edit", { notebook_path: "a.ipynb" }, "a.ipynb"],
    ["buildoff's own", "create_file", { path: "a.js", content: "" }, "a.js"],
    ["buildoff's own", "edit_file", { path: "a.js", old_text: "x", new_text: "" }, "a.js"],
  ])("knows the files that %s writes with %s", async (_, tool, given, files) => {
    const { entries, body } = await tell([call("1", tool, given)]);
    expect(entries[0]).toMatchObject({ kind: "edit", title: `${tool} ${files}` });
    expect(body(0)?.path).toBe(files.split(", ")[0]);
  });

  it.each([
    ["TodoWrite", { todos: [] }],
    ["todo_write", { todos: [] }],
    ["write_todos", { todos: [] }],
    ["read_file", { path: "a.js" }],
    ["Read", { file_path: "a.js" }],
    ["list_files", { path: "." }],
    ["start_app", {}],
    ["flights.create_booking", { path: "a" }],
    ["apply_patch", { changes: [null, 7, { path: {} }] }],
    ["Write", { file_path: 7 }],
    ["Write", null],
    ["Write", ["path"]],
    ["__proto__", { __proto__: { path: "a.js" } }],
    ["edit", JSON.parse('{"__proto__": {"path": "a.js"}, "constructor": {"filePath": 1}}')],
  ])("takes %s %o for no edit", async (tool, given) => {
    const { entries, body } = await tell([call("__proto__", tool, given), answer("__proto__", "done")]);
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({ kind: "tool" });
    expect(body(0)).toMatchObject({ path: null, parts: [{}, { label: "result", text: "done" }] });
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it("has titles of one short line, whatever the text is", async () => {
    const texts = [
      "  \n\n a first line \r\n and a second",
      "a carriage\rreturn",
      "a separator\u2028of lines",
      "long ".repeat(100_000),
      "😀".repeat(200),
      `half of a pair \uD83D`,
      "",
    ];
    const { entries, body } = await tell(texts.map((text) => ({ type: "agent-message", text })));
    for (const { title } of entries) {
      expect(title).not.toMatch(/[\n\r\u2028\u2029]/);
      expect(title.length).toBeLessThanOrEqual(240);
      expect(title.isWellFormed()).toBe(true);
    }
    expect(entries.map(({ title }) => title).slice(0, 3)).toEqual([
      "a first line",
      "a carriage",
      "a separator",
    ]);
    expect(body(0)?.parts[0]?.text).toBe(texts[0]);
    expect(entries.at(-1)).toMatchObject({ title: "", piece: null });
  });

  it("shows the beginning and the end of what is long, and says how many bytes are between them", async () => {
    const text = `begin${"é".repeat(300_000)}end`;
    const { body } = await tell([answer("1", text)]);
    const [part] = body(0)!.parts;
    expect(part!.text.length).toBeLessThan(100_100);
    expect(part!.text).toMatch(/^beginé+\n… 200008 characters are left out here …\né+end$/);
    expect(part!.leftOutBytes).toBe(400_016);
  });

  it("says in words what happened besides", async () => {
    const { entries } = await tell([
      { type: "phase-ended", phase: "agent", turn: 1, durationMs: 61_000, exitCode: 1 },
      { type: "frozen", turn: 1, workspace: "x", files: 3, bytes: 99 },
      { type: "model-wait", requestId: "r", reason: "busy", waitMs: 2_000, message: "slow down" },
      { type: "model-refused", requestId: "r", status: 403, code: "key", message: "no" },
      { type: "warning", message: "almost done" },
      { type: "try-failed", code: "engine", message: "gone", stack: "at x" },
    ]);
    expect(entries.map(({ kind, title, isError }) => [kind, title, isError])).toEqual([
      ["phase", "agent: 1m 01s, exit code 1", false],
      ["phase", "frozen: 3 files, 99 B", false],
      ["trouble", "waited 2.0s (busy): slow down", false],
      ["trouble", "refused (key): no", false],
      ["trouble", "almost done", false],
      ["trouble", "engine: gone", true],
    ]);
  });

  it("leaves out lines that are no events", async () => {
    const lines = [null, {}, { type: "gossip" }, { type: "agent-message", text: 7 }] as unknown[];
    const { entries } = await tell(lines as TrialEventBody[]);
    expect(entries).toEqual([]);
  });
});

it("of more events than a page can list, a timeline tells how many are left out", async () => {
  function* messages(): Generator<TrialEventBody> {
    for (let n = 0; n < 100_500; n += 1) yield { type: "agent-message", text: `${n}` };
  }
  const { entries } = await tell(messages());
  expect(entries).toHaveLength(100_001);
  expect(entries.at(-1)).toMatchObject({ kind: "trouble", title: "500 later events are left out here" });
});

describe("a transcript's pieces", () => {
  /** Characters of the largest piece's bodies. */
  const largest = (chunks: readonly Chunk[]): number =>
    Math.max(...chunks.slice(0, -1).map(({ content }) => JSON.stringify(content).length));

  it.each([
    ["answered", true],
    ["never answered", false],
  ])(
    "are of bounded size for 20,000 events whose calls are %s, and each body is found again",
    async (_, isAnswered) => {
      function* events(): Generator<TrialEventBody> {
        for (let n = 0; n < 10_000; n += 1) {
          yield call(`${n}`, "run_command", `call ${n} ${"x".repeat(2_000)}`);
          yield isAnswered ? answer(`${n}`, `answer ${n}`) : { type: "agent-message", text: `said ${n}` };
        }
      }
      const { chunks, index, entries, body } = await tell(events());
      expect(index.pieces).toBe(chunks.length - 1);
      expect(index.pieces).toBeGreaterThan(70);
      expect(largest(chunks)).toBeLessThan(500_000);
      const calls = entries.flatMap(({ kind }, n) => (kind === "tool" ? [n] : []));
      expect(calls).toHaveLength(10_000);
      for (const [place, n] of calls.entries())
        expect(body(n)?.parts[0]?.text.startsWith(`call ${place} x`)).toBe(true);
      expect(body(calls[9_999]!)?.parts[1]?.text).toBe(isAnswered ? "answer 9999" : undefined);
    },
  );

  it("are given away as they fill: no more than one waits for the reader", async () => {
    let read = 0;
    const given: number[] = [];
    async function* events(): AsyncGenerator<TrialEvent> {
      const body = { type: "agent-message", text: `m\n${"x".repeat(50_000)}` } as const;
      for await (const event of toLines(Array.from({ length: 40 }, () => body))) {
        read += 1;
        yield event;
      }
    }
    for await (const { name } of toTranscriptChunks(NAME, 1, events())) if (name !== NAME) given.push(read);
    expect(given).toEqual([5, 10, 15, 20, 25, 30, 35, 40]);
  });
});

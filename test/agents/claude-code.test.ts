import { describe, expect, it } from "vitest";
import { claudeCode } from "../../src/agents/claude-code.ts";
import { putProgram, runTelling, sayJson, toModel } from "./fake-program.ts";
import { openLocalSandbox, runAgent, type RunAgentOptions } from "./run-agent.ts";

const MODEL = toModel("anthropic-messages", "http://127.0.0.1:4000");
const DONE = { type: "result", subtype: "success", is_error: false, result: "Done.", num_turns: 1 };
/** Tells its environment, its arguments and its input, as lines that are no JSON. */
const TELL = `env; for argument; do printf 'arg: %s\\n' "$argument"; done; printf 'prompt: '; cat; echo\n${sayJson(DONE)}`;

const tell = (options: Omit<RunAgentOptions, "sandbox"> = {}): Promise<string> =>
  runTelling(claudeCode, { name: "claude", script: TELL }, { model: MODEL, ...options });

const readVariables = (output: string): Record<string, string> =>
  Object.fromEntries(output.split("\n").flatMap((line) => [/^([A-Z_]+)=(.*)$/.exec(line)?.slice(1) ?? []]));

describe("its command line", () => {
  it("has no terminal, may do everything, and asks its provider to search and fetch nothing", async () => {
    const output = await tell();
    for (const argument of ["--print", "stream-json", "bypassPermissions", "WebSearch,WebFetch"])
      expect(output).toContain(`arg: ${argument}\n`);
    expect(output).not.toContain("--continue");
  });

  it("takes the prompt on standard input, whatever is in it", async () => {
    const prompt = `Build "it" for $5 — 'اردو' --continue\nand $(more)`;
    expect(await tell({ prompt })).toContain(`prompt: ${prompt}`);
  });

  it("goes on with its session in a later turn", async () => {
    const output = await tell({ turn: 2, prompt: "two" });
    expect(output).toContain("arg: --continue\n");
    expect(output).toContain("prompt: two");
  });

  it("goes on with its session after a crash, which may not have the prompt yet: it is told it once more", async () => {
    const output = await tell({ prompt: "one", resumed: { label: "after 15m" } });
    expect(output).toContain("arg: --continue\n");
    expect(output).toMatch(/prompt: You were interrupted\.[^]*The task, once more:\n+one/);
  });

  it("knows the MCP servers of the trial and no others", async () => {
    const server = { name: "flights", url: "http://127.0.0.1:4000/mcp/flights", token: "mcp-token", fetch };
    const output = await tell({ mcpServers: [server] });
    expect(output).toContain("arg: --strict-mcp-config\n");
    const config = /arg: --mcp-config\narg: (.*)\n/.exec(output)?.[1];
    expect(JSON.parse(config ?? "")).toEqual({
      mcpServers: {
        flights: { type: "http", url: server.url, headers: { Authorization: "Bearer mcp-token" } },
      },
    });
  });
});

describe("its environment", () => {
  it("has the trial's model for every use of one, and the trial's token", async () => {
    const variables = readVariables(await tell());
    expect(variables).toMatchObject({
      ANTHROPIC_BASE_URL: "http://127.0.0.1:4000",
      ANTHROPIC_AUTH_TOKEN: "trial-token",
      ANTHROPIC_SMALL_FAST_MODEL: "the-only-model",
      ANTHROPIC_DEFAULT_HAIKU_MODEL: "the-only-model",
    });
    const models = Object.entries(variables).filter(([name]) => /^(ANTHROPIC|CLAUDE).*_MODEL$/.test(name));
    expect(models.length).toBeGreaterThanOrEqual(7);
    expect(new Set(models.map(([, model]) => model))).toEqual(new Set(["the-only-model"]));
  });

  it("turns off what talks to its makers", async () => {
    expect(readVariables(await tell())).toMatchObject({
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
      DISABLE_AUTOUPDATER: "1",
      DISABLE_ERROR_REPORTING: "1",
      DISABLE_TELEMETRY: "1",
    });
  });

  it.each([
    [null, {}],
    [1_000_000, { CLAUDE_CODE_AUTO_COMPACT_WINDOW: "1000000" }],
    [100_000, { CLAUDE_CODE_AUTO_COMPACT_WINDOW: "100000" }],
    [
      60_000,
      {
        CLAUDE_CODE_AUTO_COMPACT_WINDOW: "100000",
        CLAUDE_AUTOCOMPACT_PCT_OVERRIDE: "36",
        CLAUDE_CODE_MAX_OUTPUT_TOKENS: "15000",
      },
    ],
  ])("says when a context of %s tokens is full", async (contextLength, expected) => {
    const variables = readVariables(await tell({ model: { ...MODEL, contextLength } }));
    const said = Object.entries(variables).filter(([name]) => /COMPACT|MAX_OUTPUT/.test(name));
    expect(Object.fromEntries(said)).toEqual(expected);
  });
});

it("tells what it does as it does it", async () => {
  await using sandbox = await openLocalSandbox();
  const message = (role: string, block: object) => ({
    type: role,
    message: { role, content: [block] },
    parent_tool_use_id: null,
    session_id: "s",
  });
  const script = sayJson(
    { type: "system", subtype: "init", tools: ["Bash"], session_id: "s" },
    message("assistant", { type: "text", text: "I'll look." }),
    message("assistant", { type: "tool_use", id: "c1", name: "Bash", input: { command: "ls" } }),
    message("user", { type: "tool_result", tool_use_id: "c1", content: "index.html", is_error: false }),
    DONE,
  );
  await putProgram(sandbox, "claude", script);
  expect(await runAgent(claudeCode, { sandbox, model: MODEL })).toEqual({
    end: { kind: "completed" },
    output: "",
    events: [
      { type: "agent-message", text: "I'll look." },
      { type: "tool-call", id: "c1", name: "Bash", arguments: { command: "ls" } },
      { type: "tool-result", id: "c1", text: "index.html", isError: false },
    ],
  });
});

describe("how it ended is read from its result", () => {
  it.each([
    ["success, with exit code 1", `${sayJson(DONE)}\nexit 1`, { kind: "completed" }],
    [
      "its own error, with exit code 0",
      sayJson({ type: "result", subtype: "success", is_error: true, result: "API Error: 400 no" }),
      { kind: "agent-error", message: "Claude Code gave up: API Error: 400 no" },
    ],
    [
      "the last of several results, as its subagents come back",
      sayJson(DONE, { type: "result", subtype: "error_during_execution", is_error: true }),
      { kind: "agent-error", message: "Claude Code gave up: it did not say why" },
    ],
    [
      "no result",
      "echo 'out of memory' >&2; exit 134",
      {
        kind: "agent-error",
        message: "Claude Code ended without a result, with exit code 134: out of memory",
      },
    ],
  ])("%s", async (_what, script, end) => {
    await using sandbox = await openLocalSandbox();
    await putProgram(sandbox, "claude", script);
    expect((await runAgent(claudeCode, { sandbox, model: MODEL })).end).toEqual(end);
  });
});

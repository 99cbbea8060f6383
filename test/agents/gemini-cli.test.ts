import { describe, expect, it } from "vitest";
import { geminiCli } from "../../src/agents/gemini-cli.ts";
import { putProgram, sayJson, toModel } from "./fake-program.ts";
import { openLocalSandbox, runAgent, type RunAgentOptions } from "./run-agent.ts";

const MODEL = toModel("gemini", "http://127.0.0.1:4000");
const DONE = { type: "result", timestamp: "t", status: "success", stats: { tool_calls: 0 } };
const delta = (content: string) => ({ type: "message", role: "assistant", content, delta: true });
/** Tells its environment, its settings, its arguments and its input, as lines that are no JSON. */
const TELL = `env; printf 'settings: '; cat "$HOME/.gemini/settings.json"; echo; for argument; do printf 'arg: %s\\n' "$argument"; done; printf 'prompt: '; cat; echo\n${sayJson(DONE)}`;

async function tell(options: Omit<RunAgentOptions, "sandbox"> = {}) {
  await using sandbox = await openLocalSandbox();
  await putProgram(sandbox, "gemini", TELL);
  const { end, output } = await runAgent(geminiCli, { sandbox, model: MODEL, ...options });
  expect(end).toEqual({ kind: "completed" });
  const settings = JSON.parse(/^settings: (.*)$/m.exec(output)?.[1] ?? "") as Record<string, unknown>;
  return { output, settings };
}

async function runScript(script: string) {
  await using sandbox = await openLocalSandbox();
  await putProgram(sandbox, "gemini", script);
  return await runAgent(geminiCli, { sandbox, model: MODEL });
}

describe("its command line", () => {
  it("has no terminal, may do everything, and names the trial's model", async () => {
    const { output } = await tell();
    for (const argument of ["--yolo", "stream-json", "the-only-model"])
      expect(output).toContain(`arg: ${argument}\n`);
    expect(output).not.toContain("--resume");
    expect(output).toMatch(/^GEMINI_API_KEY=trial-token$/m);
    expect(output).toMatch(/^GOOGLE_GEMINI_BASE_URL=http:\/\/127\.0\.0\.1:4000$/m);
  });

  it("takes the prompt on standard input, whatever is in it", async () => {
    const prompt = `Build "it" for $5 — 'اردو' --resume\nand $(more)`;
    expect((await tell({ prompt })).output).toContain(`prompt: ${prompt}`);
  });

  it("goes on with its session in a later turn", async () => {
    const { output } = await tell({ turn: 2, prompt: "two" });
    expect(output).toContain("arg: --resume\narg: latest\n");
    expect(output).toContain("prompt: two");
  });

  it("goes on with its session after a crash, which may not have the prompt yet: it is told it once more", async () => {
    const { output } = await tell({ prompt: "one", resumed: { label: "after 15m" } });
    expect(output).toContain("arg: --resume\narg: latest\n");
    expect(output).toMatch(/prompt: You were interrupted\.[^]*The task, once more:\n+one/);
  });
});

describe("its settings", () => {
  it("turn off what talks to its makers, and the tools that run there", async () => {
    expect((await tell()).settings).toMatchObject({
      general: { enableAutoUpdate: false, enableAutoUpdateNotification: false },
      privacy: { usageStatisticsEnabled: false },
      telemetry: { enabled: false },
      tools: { exclude: ["google_web_search", "web_fetch"] },
    });
  });

  it("give the trial's model to what asks others by their names, its subagents among them", async () => {
    const { settings } = await tell();
    const modelConfig = { model: "the-only-model" };
    expect(settings).toMatchObject({
      model: { name: "the-only-model" },
      modelConfigs: { customOverrides: [{ match: { overrideScope: "core" }, modelConfig }] },
      agents: {
        overrides: {
          codebase_investigator: { modelConfig },
          cli_help: { modelConfig },
          generalist: { modelConfig },
        },
      },
    });
  });

  it.each([
    [null, undefined],
    [1_048_576, 0.5],
    [131_072, 0.0625],
    [2_000_000, 0.5],
  ])("say when a context of %s tokens is half full", async (contextLength, threshold) => {
    const { settings } = await tell({ model: { ...MODEL, contextLength } });
    expect((settings["model"] as { compressionThreshold?: number }).compressionThreshold).toBe(threshold);
  });

  it("know the MCP servers of the trial", async () => {
    const server = { name: "flights", url: "http://127.0.0.1:4000/mcp/flights", token: "mcp-token", fetch };
    const { settings } = await tell({ mcpServers: [server] });
    expect(settings["mcpServers"]).toEqual({
      flights: { httpUrl: server.url, headers: { Authorization: "Bearer mcp-token" }, trust: true },
    });
  });
});

describe("what it does", () => {
  it("is told as it does it, with the pieces of a text as one", async () => {
    const script = sayJson(
      { type: "init", session_id: "s", model: "the-only-model" },
      { type: "message", role: "user", content: "the prompt" },
      delta("I'll "),
      delta("look."),
      { type: "tool_use", tool_name: "list_directory", tool_id: "c1", parameters: { dir_path: "." } },
      { type: "tool_result", tool_id: "c1", status: "success", output: "index.html" },
      delta("It is there."),
      DONE,
    );
    expect(await runScript(script)).toEqual({
      end: { kind: "completed" },
      output: "",
      events: [
        { type: "agent-message", text: "I'll look." },
        { type: "tool-call", id: "c1", name: "list_directory", arguments: { dir_path: "." } },
        { type: "tool-result", id: "c1", text: "index.html", isError: false },
        { type: "agent-message", text: "It is there." },
      ],
    });
  });

  it("is told with its errors", async () => {
    const failed = {
      type: "tool_result",
      tool_id: "c1",
      status: "error",
      error: { type: "x", message: "no" },
    };
    const { events } = await runScript(sayJson(failed, DONE));
    expect(events).toEqual([{ type: "tool-result", id: "c1", text: "no", isError: true }]);
  });

  it("has nothing in it of what an earlier run left unsaid", async () => {
    await runScript(sayJson(delta("unfinished")));
    const { events } = await runScript(sayJson(delta("new"), DONE));
    expect(events).toEqual([{ type: "agent-message", text: "new" }]);
  });

  it.each([[{ type: "unknown" }], [[1, 2]], ["text"], [null], [{ type: "tool_use", tool_id: 7 }]])(
    "is nothing where a line says %j",
    async (value) => {
      const { end, events } = await runScript(sayJson(value, DONE));
      expect(events).toEqual([]);
      expect(end).toEqual({ kind: "completed" });
    },
  );
});

describe("how it ended is read from its result", () => {
  it.each([
    ["success, with exit code 1", `${sayJson(DONE)}\nexit 1`, { kind: "completed" }],
    [
      "its own error, with exit code 0",
      sayJson({ ...DONE, status: "error", error: { type: "x", message: "quota" } }),
      { kind: "agent-error", message: "Gemini CLI gave up: quota" },
    ],
    [
      "no result",
      "echo 'heap out of memory' >&2; exit 134",
      {
        kind: "agent-error",
        message: "Gemini CLI ended without a result, with exit code 134: heap out of memory",
      },
    ],
  ])("%s", async (_what, script, end) => {
    expect((await runScript(script)).end).toEqual(end);
  });
});

import { parse } from "smol-toml";
import { describe, expect, it } from "vitest";
import { codex } from "../../src/agents/codex.ts";
import { putProgram, runTelling, sayJson, toModel } from "./fake-program.ts";
import { openLocalSandbox, runAgent, type RunAgentOptions } from "./run-agent.ts";

const MODEL = toModel("openai-responses", "http://127.0.0.1:4000/v1");
const DONE = { type: "turn.completed", usage: { input_tokens: 1, output_tokens: 1 } };
/** Tells its arguments, its input and its configuration, as lines that are no JSON. */
const TELL = `printf 'token: %s\\n' "$BUILDOFF_TOKEN"; for argument; do printf 'arg: %s\\n' "$argument"; done
printf 'prompt: '; cat; printf '\\nconfig:\\n'; cat "$HOME/.codex/config.toml"; printf '\\nend\\n'
${sayJson(DONE)}`;

const tell = (options: Omit<RunAgentOptions, "sandbox"> = {}): Promise<string> =>
  runTelling(codex, { name: "codex", script: TELL }, { model: MODEL, ...options });

const readConfig = (output: string) => parse(/config:\n([^]*)\nend\n/.exec(output)![1]!);

describe("its command line", () => {
  it("has no terminal, may do everything, and takes the prompt on standard input, whatever is in it", async () => {
    const prompt = `Build "it" for $5 — 'اردو' --last\nand $(more)`;
    const output = await tell({ prompt });
    for (const argument of ["exec", "--json", "--dangerously-bypass-approvals-and-sandbox", "-"])
      expect(output).toContain(`arg: ${argument}\n`);
    expect(output).not.toContain("arg: resume");
    expect(output).toContain(`prompt: ${prompt}`);
  });

  it("goes on with its session in a later turn", async () => {
    const output = await tell({ turn: 2, prompt: "two" });
    expect(output).toContain("arg: resume\narg: --last\n");
    expect(output).toContain("prompt: two");
  });

  it("goes on with its session after a crash, which may not have the prompt yet: it is told it once more", async () => {
    const output = await tell({ prompt: "one", resumed: { label: "after 15m" } });
    expect(output).toContain("arg: resume\narg: --last\n");
    expect(output).toMatch(/prompt: You were interrupted\.[^]*The task, once more:\n+one/);
  });
});

describe("its configuration", () => {
  it("has the trial's model alone, the token in a variable, and tells nobody anything", async () => {
    const output = await tell({ model: { ...MODEL, contextLength: 64_000 } });
    expect(output).toContain("token: trial-token\n");
    expect(readConfig(output)).toMatchObject({
      model: "the-only-model",
      model_provider: "buildoff",
      model_context_window: 64_000,
      check_for_update_on_startup: false,
      web_search: "disabled",
      analytics: { enabled: false },
      feedback: { enabled: false },
      model_providers: {
        buildoff: { base_url: MODEL.baseUrl, wire_api: "responses", env_key: "BUILDOFF_TOKEN" },
      },
    });
    expect(JSON.stringify(readConfig(output))).not.toContain("trial-token");
  });

  it("knows the MCP servers of the trial", async () => {
    const server = { name: "flights", url: "http://127.0.0.1:4000/mcp/flights", token: "trial-token", fetch };
    expect(readConfig(await tell({ mcpServers: [server] }))["mcp_servers"]).toMatchObject({
      flights: { url: server.url, bearer_token_env_var: "BUILDOFF_TOKEN" },
    });
  });
});

it("tells what it does as it does it", async () => {
  await using sandbox = await openLocalSandbox();
  const command = { id: "i1", type: "command_execution", command: "ls", aggregated_output: "" };
  const call = {
    id: "i3",
    type: "mcp_tool_call",
    server: "sandbox",
    tool: "list_files",
    arguments: { path: "." },
  };
  const script = sayJson(
    { type: "thread.started", thread_id: "t" },
    { type: "turn.started" },
    { type: "item.completed", item: { id: "i0", type: "agent_message", text: "I'll look." } },
    { type: "item.started", item: { ...command, status: "in_progress" } },
    { type: "item.completed", item: { ...command, aggregated_output: "index.html", exit_code: 0 } },
    {
      type: "item.completed",
      item: { id: "i2", type: "file_change", changes: [{ path: "a", kind: "add" }], status: "completed" },
    },
    { type: "item.started", item: call },
    { type: "item.completed", item: { ...call, error: { message: "no such folder" } } },
    { type: "item.completed", item: { id: "i4", type: "of_tomorrow" } },
    DONE,
  );
  await putProgram(sandbox, "codex", script);
  expect(await runAgent(codex, { sandbox, model: MODEL })).toEqual({
    end: { kind: "completed" },
    output: "",
    events: [
      { type: "agent-message", text: "I'll look." },
      { type: "tool-call", id: "i1", name: "exec_command", arguments: { command: "ls" } },
      { type: "tool-result", id: "i1", text: "index.html", isError: false },
      {
        type: "tool-call",
        id: "i2",
        name: "apply_patch",
        arguments: { changes: [{ path: "a", kind: "add" }] },
      },
      { type: "tool-result", id: "i2", text: "completed", isError: false },
      { type: "tool-call", id: "i3", name: "sandbox.list_files", arguments: { path: "." } },
      { type: "tool-result", id: "i3", text: '{"message":"no such folder"}', isError: true },
    ],
  });
});

describe("how it ended is read from its events", () => {
  it.each([
    ["a completed turn, with exit code 1", `${sayJson(DONE)}\nexit 1`, { kind: "completed" }],
    [
      "a failed turn, with exit code 0",
      sayJson({ type: "turn.failed", error: { message: "stream disconnected" } }),
      { kind: "agent-error", message: "Codex gave up: stream disconnected" },
    ],
    [
      "no end",
      "echo 'out of memory' >&2; exit 134",
      { kind: "agent-error", message: "Codex ended without a result, with exit code 134: out of memory" },
    ],
  ])("%s", async (_what, script, end) => {
    await using sandbox = await openLocalSandbox();
    await putProgram(sandbox, "codex", script);
    expect((await runAgent(codex, { sandbox, model: MODEL })).end).toEqual(end);
  });
});

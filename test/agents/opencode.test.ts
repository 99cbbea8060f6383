import { describe, expect, it } from "vitest";
import { opencode } from "../../src/agents/opencode.ts";
import { putProgram, runTelling, sayJson, toModel } from "./fake-program.ts";
import { openLocalSandbox, runAgent, type RunAgentOptions } from "./run-agent.ts";

const MODEL = toModel("openai-chat", "http://127.0.0.1:4000/v1");
const say = (part: { readonly type: string; readonly [key: string]: unknown }) => ({
  type: part.type.replace("-", "_"),
  sessionID: "s",
  part,
});
const DONE = say({ type: "step-finish", reason: "stop" });
/** Tells its arguments, its input and its configuration, as lines that are no JSON. */
const TELL = `env; for argument; do printf 'arg: %s\\n' "$argument"; done
printf 'prompt: '; cat; printf '\\nconfig: '; cat "$HOME/.config/opencode/opencode.json"; echo ' end'
${sayJson(DONE)}`;

const tell = (options: Omit<RunAgentOptions, "sandbox"> = {}): Promise<string> =>
  runTelling(opencode, { name: "opencode", script: TELL }, { model: MODEL, ...options });

const readConfig = (output: string): unknown => JSON.parse(/config: (.*) end\n/.exec(output)![1]!);

describe("its command line", () => {
  it("has no terminal, asks nobody, and takes the prompt on standard input, whatever is in it", async () => {
    const prompt = `Build "it" for $5 — 'اردو' --continue\nand $(more)`;
    const output = await tell({ prompt });
    for (const argument of ["run", "json", "--auto"]) expect(output).toContain(`arg: ${argument}\n`);
    expect(output).not.toContain("arg: --continue\n");
    expect(output).toContain(`prompt: ${prompt}`);
    for (const variable of ["AUTOUPDATE", "LSP_DOWNLOAD", "MODELS_FETCH"])
      expect(output).toContain(`OPENCODE_DISABLE_${variable}=1`);
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
});

describe("its configuration", () => {
  it.each([
    ["openai-chat", "@ai-sdk/openai-compatible", "http://127.0.0.1:4000/v1"],
    ["openai-responses", "@ai-sdk/openai", "http://127.0.0.1:4000/v1"],
    ["anthropic-messages", "@ai-sdk/anthropic", "http://127.0.0.1:4000/v1"],
    ["gemini", "@ai-sdk/google", "http://127.0.0.1:4000/v1beta"],
  ] as const)("reaches a model by %s with the provider %s", async (protocol, npm, baseURL) => {
    const baseUrl = protocol.startsWith("openai") ? MODEL.baseUrl : "http://127.0.0.1:4000";
    const model = { ...MODEL, protocol, baseUrl, contextLength: 64_000 };
    expect(readConfig(await tell({ model }))).toMatchObject({
      share: "disabled",
      autoupdate: false,
      model: "buildoff/the-only-model",
      small_model: "buildoff/the-only-model",
      provider: {
        buildoff: {
          npm,
          options: { baseURL, apiKey: "trial-token" },
          models: { "the-only-model": { limit: { context: 64_000 } } },
        },
      },
    });
  });

  it("knows the MCP servers of the trial", async () => {
    const server = { name: "flights", url: "http://127.0.0.1:4000/mcp/flights", token: "mcp-token", fetch };
    expect(readConfig(await tell({ mcpServers: [server] }))).toMatchObject({
      mcp: {
        flights: {
          type: "remote",
          url: server.url,
          headers: { Authorization: "Bearer mcp-token" },
          oauth: false,
        },
      },
    });
  });
});

it("tells what it does", async () => {
  await using sandbox = await openLocalSandbox();
  const tool = (callID: string, state: object) => say({ type: "tool", tool: "bash", callID, state });
  const script = sayJson(
    say({ type: "step-start" }),
    say({ type: "text", text: "I'll look." }),
    tool("c1", { status: "completed", input: { command: "ls" }, output: "index.html" }),
    tool("c2", { status: "error", input: { command: "cd /x" }, error: "no such folder" }),
    say({ type: "step-finish", reason: "tool-calls" }),
    say({ type: "text", text: "Done." }),
    DONE,
  );
  await putProgram(sandbox, "opencode", script);
  expect(await runAgent(opencode, { sandbox, model: MODEL })).toEqual({
    end: { kind: "completed" },
    output: "",
    events: [
      { type: "agent-message", text: "I'll look." },
      { type: "tool-call", id: "c1", name: "bash", arguments: { command: "ls" } },
      { type: "tool-result", id: "c1", text: "index.html", isError: false },
      { type: "tool-call", id: "c2", name: "bash", arguments: { command: "cd /x" } },
      { type: "tool-result", id: "c2", text: "no such folder", isError: true },
      { type: "agent-message", text: "Done." },
    ],
  });
});

describe("how it ended is read from its messages", () => {
  it.each([
    ["a last step, with exit code 1", `${sayJson(DONE)}\nexit 1`, { kind: "completed" }],
    [
      "an error, with exit code 0",
      sayJson({ type: "error", error: { name: "APIError", data: { message: "no such model" } } }),
      { kind: "agent-error", message: "opencode gave up: no such model" },
    ],
    [
      "a step that calls a tool and nothing after it",
      sayJson(say({ type: "step-finish", reason: "tool-calls" })),
      { kind: "agent-error", message: expect.stringContaining("opencode ended without a result") as string },
    ],
  ])("%s", async (_what, script, end) => {
    await using sandbox = await openLocalSandbox();
    await putProgram(sandbox, "opencode", script);
    expect((await runAgent(opencode, { sandbox, model: MODEL })).end).toEqual(end);
  });
});

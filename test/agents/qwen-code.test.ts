import { describe, expect, it } from "vitest";
import { parseStreamJson } from "../../src/agents/stream-json-messages.ts";
import { qwenCode } from "../../src/agents/qwen-code.ts";
import { putProgram } from "./fake-program.ts";
import { openLocalSandbox, runAgent } from "./run-agent.ts";

describe("its messages", () => {
  const say = (type: string, content: unknown) => ({ type, uuid: "u", message: { role: type, content } });

  it.each([
    [say("assistant", [{ type: "text", text: "Writing." }]), [{ type: "agent-message", text: "Writing." }]],
    [
      say("assistant", [
        { type: "thinking", thinking: "hm" },
        { type: "tool_use", id: "c1", name: "write_file", input: { file_path: "a" } },
      ]),
      [{ type: "tool-call", id: "c1", name: "write_file", arguments: { file_path: "a" } }],
    ],
    [
      say("user", [{ type: "tool_result", tool_use_id: "c1", is_error: true, content: "no such file" }]),
      [{ type: "tool-result", id: "c1", text: "no such file", isError: true }],
    ],
    [
      say("user", [
        {
          type: "tool_result",
          tool_use_id: "c1",
          content: [
            { type: "text", text: "a" },
            { type: "text", text: "b" },
          ],
        },
      ]),
      [{ type: "tool-result", id: "c1", text: "a\nb", isError: false }],
    ],
    [say("user", "the prompt"), []],
    [{ type: "system", subtype: "init", tools: [] }, []],
    [{ type: "stream_event", event: {} }, []],
    ["text", []],
    [null, []],
  ])("%j", (message, events) => {
    expect(parseStreamJson(message)).toEqual({ events, result: null });
  });

  it("end with a result", () => {
    expect(
      parseStreamJson({ type: "result", subtype: "success", is_error: false, result: "Done." }).result,
    ).toEqual({
      isError: false,
      message: null,
    });
    const failed = {
      type: "result",
      subtype: "error_during_execution",
      is_error: true,
      error: { message: "[API Error]" },
    };
    expect(parseStreamJson(failed).result).toEqual({ isError: true, message: "[API Error]" });
  });
});

describe("how it ended is read from its result, not from its exit code", () => {
  const result = (isError: boolean) =>
    JSON.stringify({
      type: "result",
      is_error: isError,
      ...(isError ? { error: { message: "it broke" } } : {}),
    });

  it.each([
    ["success and exit code 0", `echo '${result(false)}'`, { kind: "completed" }],
    ["success and exit code 1", `echo '${result(false)}'; exit 1`, { kind: "completed" }],
    ["a result without a last line end", `printf '%s' '${result(false)}'`, { kind: "completed" }],
    [
      "its own error and exit code 0",
      `echo '${result(true)}'`,
      { kind: "agent-error", message: "Qwen Code gave up: it broke" },
    ],
    [
      "no result",
      "echo 'FATAL: heap' >&2; exit 7",
      { kind: "agent-error", message: "Qwen Code ended without a result, with exit code 7: FATAL: heap" },
    ],
  ])("%s", async (_name, script, end) => {
    await using sandbox = await openLocalSandbox();
    await putProgram(sandbox, "qwen", script);
    expect((await runAgent(qwenCode, { sandbox })).end).toEqual(end);
  });

  it("starts a session on the first turn and goes on with it on the next, with the prompt on standard input", async () => {
    await using sandbox = await openLocalSandbox();
    await putProgram(
      sandbox,
      "qwen",
      `printf '%s ' "$@"; cat; echo; cat "$HOME/.qwen/settings.json"; echo '${result(false)}'`,
    );
    const first = await runAgent(qwenCode, { sandbox, prompt: "one 'quoted' prompt" });
    expect(first.output).toContain("--yolo --output-format stream-json one 'quoted' prompt");
    const second = await runAgent(qwenCode, { sandbox, turn: 2, prompt: "two" });
    expect(second.output).toContain("stream-json --continue two");
  });
});

it("goes on with its session after a crash, which may not have the prompt yet: it is told it once more", async () => {
  await using sandbox = await openLocalSandbox();
  await putProgram(sandbox, "qwen", "printf 'prompt: '; cat; echo");
  const { output } = await runAgent(qwenCode, {
    sandbox,
    model: {
      model: "the-only-model",
      protocol: "openai-chat",
      baseUrl: "http://127.0.0.1:4000/v1",
      token: "trial-token",
      contextLength: null,
      seesImages: null,
      fetch,
    },
    prompt: "one",
    resumed: { label: "after 15m" },
  });
  expect(output).toMatch(/prompt: You were interrupted\.[^]*The task, once more:\n+one/);
});

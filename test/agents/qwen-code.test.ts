import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { parseQwenMessage } from "../../src/agents/qwen-code-messages.ts";
import { qwenCode } from "../../src/agents/qwen-code.ts";
import type { Sandbox } from "../../src/core/sandbox.ts";
import { openGateway } from "../gateway/open-gateway.ts";
import { repository } from "../support/buildoff.ts";
import { type ScriptedRequest, startScriptedModel } from "../support/scripted-model.ts";
import { openLocalSandbox, readApp, runAgent } from "./run-agent.ts";

it("is the version that its image layer pins", async () => {
  const text = await readFile(join(repository, "sandboxes/agents/qwen-code/package.json"), "utf8");
  const { dependencies } = JSON.parse(text) as { dependencies: Record<string, string> };
  expect(dependencies["@qwen-code/qwen-code"]).toBe(qwenCode.version);
});

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
    expect(parseQwenMessage(message)).toEqual({ events, result: null });
  });

  it("end with a result", () => {
    expect(
      parseQwenMessage({ type: "result", subtype: "success", is_error: false, result: "Done." }).result,
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
    expect(parseQwenMessage(failed).result).toEqual({ isError: true, message: "[API Error]" });
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
    await putProgram(sandbox, script);
    expect((await runAgent(qwenCode, { sandbox })).end).toEqual(end);
  });

  it("starts a session on the first turn and goes on with it on the next, with the prompt on standard input", async () => {
    await using sandbox = await openLocalSandbox();
    await putProgram(
      sandbox,
      `printf '%s ' "$@"; cat; echo; cat "$HOME/.qwen/settings.json"; echo '${result(false)}'`,
    );
    const first = await runAgent(qwenCode, { sandbox, prompt: "one 'quoted' prompt" });
    expect(first.output).toContain("--yolo --output-format stream-json one 'quoted' prompt");
    const second = await runAgent(qwenCode, { sandbox, turn: 2, prompt: "two" });
    expect(second.output).toContain("stream-json --continue two");
  });

  /** Puts a program of that name first on the sandbox's PATH. */
  async function putProgram(sandbox: Sandbox, script: string): Promise<void> {
    const program = `#!/bin/sh\n${script}\n`;
    await sandbox.writeAsAgent([{ path: "bin/qwen", content: Buffer.from(program), executable: true }]);
    usePath(`${sandbox.layout.app}/bin`);
  }
});

function usePath(folder: string): void {
  const before = process.env["PATH"];
  process.env["PATH"] = `${folder}${delimiter}${before}`;
  onTestFinished(() => {
    process.env["PATH"] = before;
  });
}

const PROGRAM = "qwen";
const installed = findInstalled();

function findInstalled(): boolean {
  try {
    return execFileSync(PROGRAM, ["--version"], { encoding: "utf8", stdio: "pipe" }).includes(
      qwenCode.version ?? "",
    );
  } catch {
    process.stderr.write(
      `skipped, for want of qwen ${qwenCode.version} on the PATH: the real Qwen Code on this machine\n`,
    );
    return false;
  }
}

/** Under Docker the same is shown by test/e2e; this one needs no image. */
describe.skipIf(!installed)("the real Qwen Code, through the gateway", () => {
  it("writes files over two turns; tokens metered equal tokens served; no key gets in", async () => {
    await using sandbox = await openLocalSandbox();
    const script = (request: ScriptedRequest) => {
      const last = request.body.messages?.at(-1);
      const text = JSON.stringify(last?.content ?? "");
      if (last?.role === "tool") return { text: "Done.", usage: { inputTokens: 700, outputTokens: 9 } };
      const path = text.includes("second") ? "second.html" : "index.html";
      const call = {
        name: "write_file",
        arguments: { file_path: `${sandbox.layout.app}/${path}`, content: `<h1>${randomUUID()}</h1>` },
      };
      return { text: "I write a file.", toolCalls: [call], usage: { inputTokens: 500, outputTokens: 40 } };
    };
    await using server = await startScriptedModel({ replies: script });
    await using opened = await openGateway({ baseUrl: server.baseUrl, sandbox });
    const first = await runAgent(qwenCode, {
      sandbox,
      model: opened.access,
      prompt: "Build the first page.",
    });
    const second = await runAgent(qwenCode, {
      sandbox,
      model: opened.access,
      turn: 2,
      prompt: "Now a second page.",
    });
    expect([first.end, second.end]).toEqual([{ kind: "completed" }, { kind: "completed" }]);
    expect(await readApp(sandbox, "index.html")).toContain("<h1>");
    expect(await readApp(sandbox, "second.html")).toContain("<h1>");
    expect(first.events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(["agent-message", "tool-call", "tool-result"]),
    );
    const { requests, inputTokens, outputTokens, unmeteredRequests } = opened.gateway.usage();
    expect({ inputTokens, outputTokens }).toEqual(server.served);
    expect({ requests, unmeteredRequests }).toEqual({
      requests: server.requests.length,
      unmeteredRequests: 0,
    });
    expect(server.requests.length).toBe(4);
    expect(JSON.stringify(server.requests[2]?.body.messages)).toContain("Build the first page.");
  }, 240_000);

  it("gives up at once where the gateway refuses, and the limit is known", async () => {
    await using sandbox = await openLocalSandbox();
    const call = {
      name: "run_shell_command",
      arguments: { command: "true", description: "x", is_background: false },
    };
    await using server = await startScriptedModel({ replies: [{ toolCalls: [call] }] });
    await using opened = await openGateway({ baseUrl: server.baseUrl, sandbox, limits: { requests: 2 } });
    const { end } = await runAgent(qwenCode, { sandbox, model: opened.access });
    expect(end).toMatchObject({
      kind: "agent-error",
      message: expect.stringContaining("2 model requests") as string,
    });
    expect(opened.gateway.limitHit()).toMatchObject({ limit: "requests" });
    expect(server.requests.length).toBe(2);
  }, 240_000);
});

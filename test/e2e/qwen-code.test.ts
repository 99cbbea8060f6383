import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { decompressWorkspace } from "../../src/sandbox/archive/compression.ts";
import { buildoff, readResults } from "../support/buildoff.ts";
import { loadStarter, readFolder } from "../support/grading.ts";
import { describeDocker } from "../support/needs.ts";
import { type Reply, type ScriptedModel, startScriptedModel } from "../support/scripted-model.ts";
import { makeSuiteFolder } from "../support/temporary.ts";

interface ScriptedToolCall {
  readonly name: string;
  readonly arguments: unknown;
}

const KEY = "sk-secret-4c1f0b6e-only-for-this-test";
/** Searches for the key's shape: the command itself, which the agent may write down, must not be what is found. */
const COUNT_FILES_WITH_KEY =
  "echo files with a key: $(grep -rlEa 'sk-secret-[0-9a-f]{8}' /home /tmp /app /run /opt 2>/dev/null | wc -l)";
const MODEL = "openai-compatible/scripted-coder";

/** What a model would do: look around, write the files in several turns, say that it is done. */
async function scriptDashboard(): Promise<Reply[]> {
  const { tasks } = await loadStarter();
  const dashboard = tasks.find(({ task }) => task.id === "expense-dashboard")!;
  const files = await readFolder(join(dashboard.folder, "solution"));
  const writes: ScriptedToolCall[] = files.map(({ path, content }) => ({
    name: "write_file",
    arguments: { file_path: `/app/${path}`, content: new TextDecoder().decode(content) },
  }));
  const shell = (command: string): ScriptedToolCall => ({
    name: "run_shell_command",
    arguments: { command, is_background: false, description: "look around" },
  });
  const half = Math.ceil(writes.length / 2);
  return [
    {
      text: "I will look around first.",
      toolCalls: [
        shell(
          `ls -la /app; env; cat /proc/*/environ 2>/dev/null | tr '\\0' '\\n'; curl -sS -m 2 http://1.1.1.1 2>&1; ${COUNT_FILES_WITH_KEY}`,
        ),
      ],
    },
    {
      text: "Now the first files.",
      toolCalls: writes.slice(0, half),
      usage: { inputTokens: 1_200, outputTokens: 900 },
    },
    {
      text: "And the others.",
      toolCalls: writes.slice(half),
      usage: { inputTokens: 2_400, outputTokens: 1_100, cacheReadTokens: 1_000 },
    },
    { toolCalls: [shell("ls -R /app")] },
    { text: "The dashboard is ready." },
  ];
}

const results = await makeSuiteFolder();

describeDocker("the real Qwen Code, with a scripted model", () => {
  let model: ScriptedModel;
  let run: string;
  let output: string;
  let exitCode: number | undefined;

  beforeAll(async () => {
    model = await startScriptedModel({ replies: await scriptDashboard(), apiKey: KEY });
    run = join(results, "qwen");
    const args = ["run", "starter", "--task", "expense-dashboard", "--agent", "qwen-code", "--model", MODEL];
    const where = [
      "--base-url",
      model.baseUrl,
      "--key-env",
      "SCRIPTED_KEY",
      "--results",
      results,
      "--name",
      "qwen",
      "--plain",
    ];
    const ended = await buildoff([...args, ...where], { env: { SCRIPTED_KEY: KEY } });
    output = ended.stdout + ended.stderr;
    ({ exitCode } = ended);
    return () => model.stop();
  }, 300_000);

  it("builds the expense dashboard over several turns, and its trial passes", async () => {
    const [result] = await readResults(run);
    expect(output).toContain("1 of 1 scored trials passed");
    expect(exitCode).toBe(0);
    expect(result).toMatchObject({
      passed: true,
      score: 1,
      outcome: { kind: "completed" },
      sandbox: "docker",
    });
    expect(result!.identity.agent).toMatchObject({
      name: "qwen-code",
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    });
    expect(model.requests.length).toBeGreaterThanOrEqual(5);
  });

  it("has its tokens metered as the server served them", async () => {
    const [result] = await readResults(run);
    const { inputTokens, outputTokens, requests, unmeteredRequests } = result!.usage;
    expect({ inputTokens, outputTokens }).toEqual(model.served);
    expect(requests).toBe(model.requests.length);
    expect(unmeteredRequests).toBe(0);
  });

  it("finds no network and no key: not in its environment, its processes, its files, or what it told the model", () => {
    const told = JSON.stringify(model.requests.map(({ body }) => body));
    expect(told).toContain("OPENAI_BASE_URL");
    expect(told).toMatch(/Couldn't connect|Network is unreachable|Failed to connect|Could not resolve/);
    expect(told).toContain("files with a key: 0");
    expect(told).not.toContain(KEY);
    for (const { headers } of model.requests) expect(headers["authorization"]).toBe(`Bearer ${KEY}`);
  });

  it("leaves the key in no file of the run", async () => {
    const entries = await readdir(run, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    expect(files.length).toBeGreaterThan(5);
    const leaks: string[] = [];
    for (const file of files) {
      const content = await readFile(file);
      const plain = file.endsWith(".zst") ? decompressWorkspace(content, 100_000_000) : content;
      if (Buffer.from(plain).includes(KEY)) leaks.push(file);
    }
    expect(leaks).toEqual([]);
    expect(output).not.toContain(KEY);
  });

  it("has its messages, its tools and its model calls in the transcript", async () => {
    const [trial] = await readdir(join(run, "trials"));
    const transcript = await readFile(join(run, "trials", trial!, "transcript.1.jsonl"), "utf8");
    for (const type of [
      "agent-message",
      "tool-call",
      "tool-result",
      "model-request",
      "model-response",
      "frozen",
    ]) {
      expect(transcript).toContain(`"type":"${type}"`);
    }
  });
});

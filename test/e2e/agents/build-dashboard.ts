import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { decompressWorkspace } from "../../../src/sandbox/archive/compression.ts";
import type { TrialResult } from "../../../src/core/result.ts";
import { connectEngine } from "../../../src/sandbox/docker/engine.ts";
import type { Protocol } from "../../../src/core/protocol.ts";
import { buildoff, readResults } from "../../support/buildoff.ts";
import { loadStarter, readFolder } from "../../support/grading.ts";
import { describeDocker } from "../../support/needs.ts";
import {
  type Reply,
  type ScriptedModel,
  type ScriptedToolCall,
  startScriptedModel,
} from "../../support/scripted-model.ts";
import { makeSuiteFolder } from "../../support/temporary.ts";

/** How one agent's own tools are called by its model. */
export interface AgentScript {
  readonly agent: string;
  readonly protocol: Protocol;
  /** provider/name */
  readonly model: string;
  readonly write: (path: string, content: string) => ScriptedToolCall;
  readonly shell: (command: string) => ScriptedToolCall;
  /** How it calls buildoff's own tool `list_files`. */
  readonly listFiles: Omit<ScriptedToolCall, "arguments">;
}

const KEY = "sk-secret-4c1f0b6e-only-for-this-test";
/** Searches for the key's shape: the command itself, which the agent may write down, must not be what is found. */
const COUNT_FILES_WITH_KEY =
  "grep -rlEa 'sk-secret-[0-9a-f]{8}' /home /tmp /app /run /opt/buildoff 2>/dev/null | wc -l | sed 's/^ */files with a key: /'";
/** Apart, since some agents show their model the beginning of a long output only. */
const LOOKS = [
  "ls -la /app; env; cat /proc/*/environ 2>/dev/null | tr '\\0' '\\n'",
  `curl -sS -m 2 http://1.1.1.1 2>&1; ${COUNT_FILES_WITH_KEY}`,
];

/** What a model would do: look around, write the files in several turns, look at them with buildoff's own tool, say that it is done. */
async function scriptDashboard({ write, shell, listFiles }: AgentScript): Promise<Reply[]> {
  const { tasks } = await loadStarter();
  const dashboard = tasks.find(({ task }) => task.id === "expense-dashboard")!;
  const files = await readFolder(join(dashboard.folder, "solution"));
  const writes = files.map(({ path, content }) => write(path, new TextDecoder().decode(content)));
  const half = Math.ceil(writes.length / 2);
  return [
    { text: "I will look around first.", toolCalls: LOOKS.map(shell) },
    {
      text: "Now the first files.",
      toolCalls: writes.slice(0, half),
      usage: { inputTokens: 1_200, outputTokens: 900 },
    },
    {
      text: "And the others.",
      toolCalls: writes.slice(half),
      usage: { inputTokens: 2_400, outputTokens: 1_100, cacheReadTokens: 1_000, reasoningTokens: 100 },
    },
    { toolCalls: [{ ...listFiles, arguments: { path: "." } }] },
    { text: "The dashboard is ready." },
  ];
}

/** Sizes of the images of a trial, by role. */
async function sizes({ identity: { images } }: TrialResult): Promise<string> {
  const docker = await connectEngine();
  const told = Object.entries(images).map(async ([role, digest]) => {
    const { Size } = await docker.getImage(digest).inspect();
    return `${role} ${Math.round(Size / 1e6)} MB`;
  });
  return (await Promise.all(told)).join(", ");
}

/** The real program builds the expense dashboard in a container without a network, with a scripted model of its protocol. */
export async function testBuildingDashboard(script: AgentScript): Promise<void> {
  const { agent } = script;
  const results = await makeSuiteFolder();

  describeDocker(`the real ${agent}, with a scripted model`, () => {
    let model: ScriptedModel;
    let run: string;
    let output: string;
    let exitCode: number | undefined;

    beforeAll(async () => {
      model = await startScriptedModel({ replies: await scriptDashboard(script), apiKey: KEY });
      run = join(results, agent);
      const what = ["run", "starter", "--task", "expense-dashboard", "--sandbox", "docker"];
      const who = [
        "--agent",
        agent,
        "--model",
        script.model,
        "--base-url",
        model.baseUrl,
        "--key-env",
        "SCRIPTED_KEY",
      ];
      const where = ["--results", results, "--name", agent, "--plain"];
      const ended = await buildoff([...what, ...who, ...where], { env: { SCRIPTED_KEY: KEY } });
      output = ended.stdout + ended.stderr;
      ({ exitCode } = ended);
      return () => model.stop();
    });

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
      expect(result!.identity.agent.name).toBe(agent);
      expect(result!.identity.agent.version).toMatch(/^\d+\.\d+\.\d+/);
      expect(result!.identity.model).toMatchObject({
        asked: script.model,
        answered: script.model.split("/")[1],
        endpoint: { protocol: script.protocol, host: new URL(model.baseUrl).host },
      });
      expect(model.requests.length).toBeGreaterThanOrEqual(5);
      expect(new Set(model.requests.map(({ protocol }) => protocol))).toEqual(new Set([script.protocol]));
    });

    it("has its tokens metered as the server served them", async () => {
      const [result] = await readResults(run);
      const { usage, timing } = result!;
      const { inputTokens, outputTokens, cacheReadTokens } = model.served;
      expect(usage).toMatchObject({ inputTokens, outputTokens, cacheReadTokens, unmeteredRequests: 0 });
      expect(usage.requests).toBe(model.requests.length);
      expect(timing).toMatchObject({ firstTokenMs: expect.any(Number) as number });
      // The row of the table in docs/agents.md.
      const metered = [usage.inputTokens, usage.outputTokens, usage.cacheReadTokens].join(" / ");
      const row = [
        agent,
        result!.identity.agent.version,
        `${usage.requests} requests`,
        metered,
        await sizes(result!),
      ];
      process.stderr.write(`| ${row.join(" | ")} |\n`);
    });

    it("finds no network and no key: not in its environment, its processes, its files, or what it told the model", () => {
      const told = JSON.stringify(model.requests.map(({ body }) => body));
      expect(told).toMatch(/Couldn't connect|Network is unreachable|Failed to connect|Could not resolve/);
      expect(told).toContain("files with a key: 0");
      expect(told).not.toContain(KEY);
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

    it("leaves the key in no image that it used: in no layer, no history, no configuration", async () => {
      const [result] = await readResults(run);
      const images = Object.entries(result!.identity.images);
      expect(images.length).toBeGreaterThanOrEqual(2);
      // What an image holds, its digest says: those of the stack and of the checker are the same for all agents, and are
      // searched where an agent brings none. One that does brings all layers of the stack.
      const own = images.filter(([role]) => role.startsWith("agent-"));
      const digests = (own.length === 0 ? images : own).map(([, digest]) => digest);
      const docker = await connectEngine();
      const leaks: string[] = [];
      for (const digest of digests) {
        let tail = Buffer.alloc(0);
        for await (const chunk of await docker.getImage(digest).get()) {
          const bytes = Buffer.concat([tail, chunk as Buffer]);
          if (bytes.includes(KEY)) leaks.push(digest);
          tail = bytes.subarray(-KEY.length);
        }
        expect(tail.length).toBe(KEY.length);
      }
      expect(leaks).toEqual([]);
    });

    it("has its messages, its tools, buildoff's tools and its model calls in the transcript", async () => {
      const [trial] = await readdir(join(run, "trials"));
      const transcript = await readFile(join(run, "trials", trial!, "transcript.1.jsonl"), "utf8");
      const types = [
        "agent-message",
        "tool-call",
        "tool-result",
        "model-request",
        "model-response",
        "frozen",
      ];
      for (const type of types) expect(transcript).toContain(`"type":"${type}"`);
      expect(transcript).toMatch(
        /"type":"mcp-call","callId":"[^"]+","server":"sandbox","method":"tools\/call","tool":"list_files"/,
      );
      expect(JSON.stringify(model.requests.at(-1)!.toolResults)).toContain("index.html (");
      expect(transcript).not.toContain(KEY);
    });
  });
}

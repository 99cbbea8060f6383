import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { toCassetteFile } from "../../src/store/cassettes.ts";
import { buildoff, readResults, repository } from "../support/buildoff.ts";
import { describeDocker } from "../support/needs.ts";
import { type ScriptedToolCall, startScriptedModel } from "../support/scripted-model.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

const SUITE = join(repository, "test/fixtures/suites/phases");
const MODEL = "openai-compatible/scripted-coder";
const KEY = "sk-secret-0f1e2d3c4b5a-recorded";

interface Agent {
  readonly name: string;
  readonly write: (content: string) => ScriptedToolCall;
  readonly shell: ScriptedToolCall;
}

const AGENTS: readonly Agent[] = [
  {
    name: "qwen-code",
    write: (content) => ({ name: "write_file", arguments: { file_path: "/app/index.html", content } }),
    shell: {
      name: "run_shell_command",
      arguments: { command: "ls -la; date", is_background: false, description: "look" },
    },
  },
  {
    name: "loop",
    write: (content) => ({ name: "create_file", arguments: { path: "index.html", content } }),
    shell: { name: "run_command", arguments: { command: "ls -la; date" } },
  },
];

describeDocker("a run that was recorded", () => {
  it.each(AGENTS)(
    "with $name is replayed without a key and without a server, to the same workspace",
    async ({ name, write, shell }) => {
      const results = await makeTemporaryFolder();
      const server = await startScriptedModel({
        apiKey: KEY,
        replies: [
          { text: "Looking.", toolCalls: [shell] },
          { fault: "status", status: 429, headers: { "retry-after": "0" } },
          { toolCalls: [write("<h1>Hello</h1>")], usage: { inputTokens: 500, outputTokens: 40 } },
          { text: "Done." },
        ],
      });
      const what = ["run", SUITE, "--agent", name, "--model", MODEL, "--base-url", server.baseUrl];
      const how = ["--sandbox", "docker", "--results", results, "--plain"];
      const env = { SCRIPTED_KEY: KEY };
      const recorded = await buildoff(
        [...what, "--key-env", "SCRIPTED_KEY", ...how, "--name", "first", "--record"],
        { env },
      );
      expect(recorded.stdout).toContain("1 of 1 scored trials passed");
      await server.stop();
      const replayed = await buildoff([...what, ...how, "--name", "second", "--replay", "first"]);
      expect(replayed.stdout).toContain("1 of 1 scored trials passed");
      const [before] = await readResults(join(results, "first"));
      const [after] = await readResults(join(results, "second"));
      expect(after!.turns[0]!.workspace).toBe(before!.turns[0]!.workspace);
      const { costUsd: _cost, ...tokens } = before!.usage;
      expect(after!.usage).toMatchObject(tokens);
      const cassette = toCassetteFile(join(results, "first"), before!.trial.id);
      const text = await readFile(cassette, "utf8");
      expect(text).not.toContain(KEY);
      expect(text.trim().split("\n")).toHaveLength(4);

      await writeFile(cassette, text.replace("Looking.", "Staring."));
      const diverged = await buildoff([...what, ...how, "--name", "third", "--replay", "first"]);
      expect(diverged.stdout).toMatch(
        /infrastructure error \(replay\): request 2 diverges from the recording at messages\[\d+\]/,
      );
      expect(diverged.exitCode).toBe(3);
    },
  );

  it("must have been recorded", async () => {
    const results = await makeTemporaryFolder();
    await buildoff(["run", SUITE, "--results", results, "--name", "plain", "--sandbox", "local"]);
    const args = ["run", SUITE, "--agent", "loop", "--model", MODEL, "--base-url", "http://127.0.0.1:9/v1"];
    const ended = await buildoff([...args, "--results", results, "--replay", "plain"]);
    expect(ended.exitCode).toBe(2);
    expect(ended.stderr).toContain("there is no recording");
  });
});

import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { buildoff, readResults } from "../../support/buildoff.ts";
import { describeDocker } from "../../support/needs.ts";
import { type ScriptedToolCall, startScriptedModel } from "../../support/scripted-model.ts";
import { makeTemporaryFolder } from "../../support/temporary.ts";

interface Program {
  readonly agent: string;
  readonly model: string;
  /** Sends a subagent of the kind that has a model of its own, or asks for another. */
  readonly send: (prompt: string) => ScriptedToolCall;
  readonly shell: (command: string) => ScriptedToolCall;
}

const PROGRAMS: readonly Program[] = [
  {
    agent: "claude-code",
    model: "anthropic/scripted-coder",
    send: (prompt) => ({
      name: "Agent",
      arguments: { description: "look", prompt, subagent_type: "Explore", model: "haiku" },
    }),
    shell: (command) => ({ name: "Bash", arguments: { command, description: "work" } }),
  },
  {
    agent: "gemini-cli",
    model: "google/scripted-coder",
    send: (prompt) => ({ name: "invoke_agent", arguments: { agent_name: "codebase_investigator", prompt } }),
    shell: (command) => ({ name: "run_shell_command", arguments: { command, description: "work" } }),
  },
];

const KEY = { SCRIPTED_KEY: "sk-secret-6b3f2a8e-only-for-this-test" };
const SUITE = `schema: 1
name: mine
title: Mine
version: 1.0.0
licence: MIT
canary: buildoff-canary-side-models-0001
`;
const TASK = `schema: 1
id: page
title: A page
category: page
difficulty: easy
turns: [{ prompt: The page has a CHERRY. }]
checks:
  - { id: opens, steps: [{ goto: / }, { expect: { role: heading, name: Hi, visible: true } }] }
`;

describeDocker("a subagent of the real program", () => {
  it.each(PROGRAMS)("$agent works with the trial's model, whatever it has of its own", async (program) => {
    const folder = await makeTemporaryFolder();
    await mkdir(join(folder, "page"));
    await writeFile(join(folder, "suite.yaml"), SUITE);
    await writeFile(join(folder, "page", "task.yaml"), TASK);
    let isSent = false;
    const subagents: string[] = [];
    await using server = await startScriptedModel({
      replies: ({ body, model, toolResults }) => {
        const text = JSON.stringify(body);
        if (text.includes("find the MELON") && !text.includes("CHERRY")) {
          subagents.push(model);
          return { text: "There is no MELON." };
        }
        if (!isSent) {
          isSent = true;
          return { toolCalls: [program.send("find the MELON")] };
        }
        const isWritten = toolResults.length > 1;
        return isWritten
          ? { text: "Done." }
          : { toolCalls: [program.shell("echo '<h1>Hi</h1>' > /app/index.html")] };
      },
    });
    const results = join(folder, "results");
    const who = ["--agent", program.agent, "--model", program.model, "--base-url", server.baseUrl];
    const how = ["--key-env", "SCRIPTED_KEY", "--sandbox", "docker", "--results", results, "--name", "run"];
    const ended = await buildoff(["run", folder, ...who, ...how, "--plain"], { env: KEY });
    expect(ended.stderr).toBe("");
    expect(subagents.length).toBeGreaterThan(0);
    expect(new Set(server.requests.map(({ model }) => model))).toEqual(new Set(["scripted-coder"]));

    const [result] = await readResults(join(results, "run"));
    expect(result).toMatchObject({ passed: true, outcome: { kind: "completed" } });
    expect(result!.usage).toMatchObject({
      requests: server.requests.length,
      inputTokens: server.served.inputTokens,
      outputTokens: server.served.outputTokens,
    });
    const [trial] = await readdir(join(results, "run", "trials"));
    const transcript = await readFile(join(results, "run", "trials", trial!, "transcript.1.jsonl"), "utf8");
    expect(transcript).toContain('"type":"model-response"');
    expect(transcript).not.toContain('"type":"model-refused"');
  });
});

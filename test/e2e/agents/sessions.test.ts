import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { buildoff, readJournalOf, readResults, startBuildoff } from "../../support/buildoff.ts";
import { describeDocker } from "../../support/needs.ts";
import {
  type Reply,
  type ScriptedRequest,
  type ScriptedToolCall,
  startScriptedModel,
} from "../../support/scripted-model.ts";
import { makeTemporaryFolder } from "../../support/temporary.ts";

interface Program {
  readonly agent: string;
  readonly model: string;
  readonly shell: (command: string) => ScriptedToolCall;
}

const PROGRAMS: readonly Program[] = [
  {
    agent: "claude-code",
    model: "anthropic/scripted-coder",
    shell: (command) => ({ name: "Bash", arguments: { command, description: "work" } }),
  },
  {
    agent: "gemini-cli",
    model: "google/scripted-coder",
    shell: (command) => ({ name: "run_shell_command", arguments: { command, description: "work" } }),
  },
  {
    agent: "qwen-code",
    model: "openai-compatible/scripted-coder",
    shell: (command) => ({
      name: "run_shell_command",
      arguments: { command, is_background: false, description: "work" },
    }),
  },
  {
    agent: "codex",
    model: "openai/scripted-coder",
    shell: (command) => ({ name: "exec_command", arguments: { cmd: command, yield_time_ms: 10_000 } }),
  },
  {
    agent: "opencode",
    model: "deepseek/scripted-coder",
    shell: (command) => ({ name: "bash", arguments: { command, description: "work" } }),
  },
];

const KEY = { SCRIPTED_KEY: "sk-secret-5d2e1c7f-only-for-this-test" };
const SUITE = `schema: 1
name: mine
title: Mine
version: 1.0.0
licence: MIT
canary: buildoff-canary-sessions-0001
`;
const TASK = `schema: 1
id: page
title: A page
category: page
difficulty: easy
turns: [{ prompt: The page has a CHERRY. }, { prompt: And a PLUM. }]
checks:
  - { id: opens, steps: [{ goto: / }, { expect: { role: heading, name: Hi, visible: true } }] }
`;
const WRITE = "echo '<h1>Hi</h1>' > /app/index.html";

async function startTrial({ agent, model }: Program, reply: (request: ScriptedRequest) => Promise<Reply>) {
  const folder = await makeTemporaryFolder();
  await mkdir(join(folder, "page"));
  await writeFile(join(folder, "suite.yaml"), SUITE);
  await writeFile(join(folder, "page", "task.yaml"), TASK);
  const results = join(folder, "results");
  // A title for the session, say, is asked for without any tool.
  const server = await startScriptedModel({
    replies: (request) => (request.tools.length === 0 ? { text: "A page" } : reply(request)),
  });
  const who = ["--agent", agent, "--model", model, "--base-url", server.baseUrl, "--key-env", "SCRIPTED_KEY"];
  const how = ["--sandbox", "docker", "--results", results, "--name", "run", "--plain"];
  const run = ["run", folder, ...who, ...how, "--checkpoint-every", "2s"];
  return { server, run: join(results, "run"), started: startBuildoff(run, { env: KEY }) };
}

/** Resolves once a checkpoint is in the journal that was begun after the call: one under way may hold an older session. */
async function nextCheckpoint(run: string): Promise<void> {
  const count = async () => (await readJournalOf(run)).filter(({ type }) => type === "checkpoint").length;
  const begunBefore = (await count()) + 1;
  await vi.waitUntil(async () => (await count()) > begunBefore, { timeout: 600_000, interval: 100 });
}

const told = ({ body }: ScriptedRequest): string => JSON.stringify(body);

describeDocker("the session of the real program", () => {
  it.each(PROGRAMS)(
    "$agent goes on in a later turn, and after a crash from its checkpoint",
    async (program) => {
      const asked: string[] = [];
      let isKilled = false;
      const trial = await startTrial(program, async (request) => {
        const text = told(request);
        asked.push(text);
        if (text.includes("PLUM")) return { text: "The PLUM is there." };
        if (text.includes("You were interrupted")) return { text: "The MELON is done." };
        if (request.toolResults.length === 0)
          return { text: "I begin with the MELON.", toolCalls: [program.shell(WRITE)] };
        await nextCheckpoint(trial.run);
        isKilled = trial.started.kill("SIGKILL");
        return { fault: "hang" };
      });
      await using _server = trial.server;
      const { signal, stdout, stderr } = await trial.started;
      // Where it ended by itself, what it said tells why.
      const said = signal === "SIGKILL" ? "" : stdout + stderr;
      expect({ signal, said }).toEqual({ signal: "SIGKILL", said: "" });
      expect(isKilled).toBe(true);

      const ended = await buildoff(["resume", trial.run, "--plain"], { env: KEY });
      expect(ended.stderr).toBe("");
      expect(ended.stdout).toContain("the agent goes on from its checkpoint");
      expect(ended.exitCode).toBe(0);

      const afterCrash = asked.find((text) => text.includes("You were interrupted"))!;
      for (const word of ["CHERRY", "I begin with the MELON."]) expect(afterCrash).toContain(word);
      const laterTurn = asked.find((text) => text.includes("PLUM"))!;
      for (const word of ["CHERRY", "I begin with the MELON.", "The MELON is done."])
        expect(laterTurn).toContain(word);
      const [result] = await readResults(trial.run);
      expect(result).toMatchObject({ passed: true, outcome: { kind: "completed" } });
      expect(result!.tries[0]).toMatchObject({ outcome: { kind: "infra-error", code: "interrupted" } });
    },
  );
});

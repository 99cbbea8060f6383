import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { TrialResult } from "../../src/core/result.ts";
import { buildoff, readResults } from "../support/buildoff.ts";
import { describeDocker } from "../support/needs.ts";
import { type ScriptedToolCall, startScriptedModel } from "../support/scripted-model.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

const TASK = `schema: 1
id: page
title: A page
category: page
difficulty: easy
turns: [{ prompt: Build a page. }]
checks: [{ id: opens, steps: [{ goto: / }] }]
`;
const MODEL = "openai-compatible/scripted-coder";
/** Every call costs 1.1 cents. */
const PRICES = `schema: 1\nprices: [{ model: ${MODEL}, input: 10, output: 10 }]\n`;
const USAGE = { inputTokens: 1_000, outputTokens: 100 };
const CALL_TOKENS = 1_100;
const CALL_USD = 0.011;
/** A limit that did not hold would let the trial take its twenty minutes. */
const BOUND_MS = 600_000;

interface Program {
  readonly agent: string;
  readonly shell: (command: string) => ScriptedToolCall;
}

const PROGRAMS: readonly Program[] = [
  { agent: "loop", shell: (command) => ({ name: "run_command", arguments: { command } }) },
  {
    agent: "qwen-code",
    shell: (command) => ({
      name: "run_shell_command",
      arguments: { command, is_background: false, description: "work" },
    }),
  },
];

const WRITE = "echo '<p>At work</p>' > index.html";

/** A model that calls a tool in every answer, for ever; numbered, since programs stop a model that repeats itself. */
async function runAway({ agent, shell }: Program, command: string, flags: readonly string[]) {
  const folder = await makeTemporaryFolder();
  await writeFile(join(folder, "prices.yaml"), PRICES);
  await mkdir(join(folder, "page"));
  await writeFile(join(folder, "page", "task.yaml"), TASK);
  await using server = await startScriptedModel({
    replies: ({ number }) => ({
      toolCalls: [shell(number === 1 ? WRITE : `${command} # ${number}`)],
      usage: USAGE,
    }),
  });
  const what = [
    "run",
    join(folder, "page"),
    "--agent",
    agent,
    "--model",
    MODEL,
    "--base-url",
    server.baseUrl,
  ];
  const how = ["--key-env", "SCRIPTED_KEY", "--models-file", join(folder, "prices.yaml")];
  const where = ["--sandbox", "docker", "--results", folder, "--name", "run", "--plain", ...flags];
  const { exitCode } = await buildoff([...what, ...how, ...where], { env: { SCRIPTED_KEY: "sk-runaway" } });
  const [result] = await readResults(join(folder, "run"));
  return { result: result!, requests: server.requests.length, exitCode };
}

const agentMs = ({ phases }: TrialResult): number =>
  phases.find(({ phase }) => phase === "agent")!.durationMs;

describeDocker.each(PROGRAMS)("a runaway model in $agent", (program) => {
  it("is stopped by --max-tokens, which it exceeds by one call at most", async () => {
    const { result, requests } = await runAway(program, "date", ["--max-tokens", "20000"]);
    expect(result.outcome).toMatchObject({ kind: "limit", limit: "tokens" });
    const tokens = result.usage.inputTokens + result.usage.outputTokens;
    expect(tokens).toBeGreaterThan(0);
    expect(tokens).toBeLessThanOrEqual(20_000 + CALL_TOKENS);
    expect(requests).toBe(result.usage.requests);
    expect(agentMs(result)).toBeLessThan(BOUND_MS);
  });

  it.each(["--max-trial-cost", "--max-cost"])(
    "is stopped by %s, which it exceeds by one call at most",
    async (flag) => {
      const { result, requests, exitCode } = await runAway(program, "date", [flag, "0.2"]);
      expect(result.usage.costUsd).toBeGreaterThan(0);
      expect(result.usage.costUsd).toBeLessThanOrEqual(0.2 + CALL_USD);
      expect(requests).toBe(result.usage.requests);
      expect({ outcome: result.outcome, score: result.score, exitCode }).toMatchObject(
        flag === "--max-cost"
          ? { outcome: { kind: "cancelled" }, score: null, exitCode: 1 }
          : { outcome: { kind: "limit", limit: "cost" }, score: 1, exitCode: 0 },
      );
    },
  );

  it("is stopped by --wall-time while it goes on and on", async () => {
    const { result } = await runAway(program, "date", ["--wall-time", "12s", "--max-requests", "100000"]);
    expect(result.outcome).toMatchObject({ kind: "limit", limit: "wallTime" });
    expect(agentMs(result)).toBeGreaterThanOrEqual(12_000);
    expect(agentMs(result)).toBeLessThan(BOUND_MS);
  });

  it("is stopped by --idle-time where nothing happens any more", async () => {
    const { result } = await runAway(program, "tail -f /dev/null", ["--idle-time", "8s"]);
    expect(result.outcome).toMatchObject({ kind: "limit", limit: "idleTime" });
    expect(agentMs(result)).toBeGreaterThanOrEqual(8_000);
    expect(agentMs(result)).toBeLessThan(BOUND_MS);
  });
});

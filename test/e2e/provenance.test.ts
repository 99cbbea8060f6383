import { appendFile, cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { TrialEventSchema } from "../../src/core/event.ts";
import { buildoff, readResults, startBuildoff, waitForText } from "../support/buildoff.ts";
import { startScriptedModel } from "../support/scripted-model.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

const SUITE = `schema: 1
name: mine
title: Mine
version: 1.0.0
licence: MIT
canary: buildoff-canary-provenance-0001
`;
const toTask = (id: string): string => `schema: 1
id: ${id}
title: A page
category: page
difficulty: easy
turns: [{ prompt: { en: Build a page, de: Bau eine Seite } }]
vars: { word: [Hi, Ho] }
checks: [{ id: opens, steps: [{ goto: / }, { expect: { role: heading, visible: true } }] }]
`;
const MODEL = "openai-compatible/scripted-coder";

async function writeSuite(): Promise<{ readonly suite: string; readonly results: string }> {
  const folder = await makeTemporaryFolder();
  const suite = join(folder, "suite");
  for (const id of ["one", "two"]) {
    await mkdir(join(suite, id, "solution"), { recursive: true });
    await writeFile(join(suite, id, "task.yaml"), toTask(id));
    await writeFile(join(suite, id, "solution", "index.html"), "<h1>Hi</h1>");
  }
  await writeFile(join(suite, "suite.yaml"), SUITE);
  return { suite, results: join(folder, "results") };
}

const LOCAL = ["--sandbox", "local", "--plain"];
const run = (args: readonly string[], results: string) => buildoff([...args, ...LOCAL, "--results", results]);
const verify = (name: string, results: string, ...flags: string[]) =>
  buildoff(["verify", name, "--results", results, ...flags]);

describe("a run of a suite", () => {
  it("verifies when it ended, when it was gone on with, graded again, and merged of its shards", async () => {
    const { suite, results } = await writeSuite();
    const planned = ["run", suite, "-t", "one", "-l", "en", "de", "--seed", "0", "3"];
    expect(await run([...planned, "--name", "whole"], results)).toMatchObject({ exitCode: 0 });
    const first = await verify("whole", results);
    expect(first).toMatchObject({ exitCode: 0, stderr: "" });
    expect(first.stdout).toContain("✓ suite      mine 1.0.0: 1 task with their prompts");

    expect(await buildoff(["resume", "whole", "--results", results, "--plain"])).toMatchObject({
      exitCode: 0,
    });
    expect(await verify("whole", results)).toMatchObject({ exitCode: 0 });

    expect(await run(["rescore", "whole", "--name", "again"], results)).toMatchObject({ exitCode: 0 });
    expect(await verify("again", results)).toMatchObject({ exitCode: 0 });

    for (const part of ["1", "2"])
      expect(await run([...planned, "--shard", `${part}/2`, "--name", `part${part}`], results)).toMatchObject(
        {
          exitCode: 0,
        },
      );
    expect(
      await buildoff(["merge", "part1", "part2", "--name", "merged", "--results", results]),
    ).toMatchObject({
      exitCode: 0,
      stderr: "",
    });
    const merged = await verify("merged", results);
    expect(merged).toMatchObject({ exitCode: 0, stderr: "" });
    expect(merged.stdout).toContain("✓ ledger");
    expect((await readFile(join(results, "ledger.jsonl"), "utf8")).trimEnd().split("\n")).toHaveLength(12);
  });

  it("is no longer what the suite is where a task was changed, is gone, or lies elsewhere", async () => {
    const { suite, results } = await writeSuite();
    expect(await run(["run", suite, "--name", "mine"], results)).toMatchObject({ exitCode: 0 });
    const moved = join(results, "..", "moved");
    await cp(suite, moved, { recursive: true });
    await appendFile(join(suite, "two", "task.yaml"), "# changed\n");
    const changed = await verify("mine", results);
    expect(changed.exitCode).toBe(1);
    expect(changed.stdout).toContain("✗ suite");
    expect(changed.stdout).toContain(
      `${join(suite, "two")} two: the task two was changed since the run was made`,
    );
    expect(changed.stdout).not.toContain("the task one");
    expect(await verify("mine", results, "--suite", moved)).toMatchObject({ exitCode: 0 });
    expect(await verify("mine", results, "--run-only")).toMatchObject({ exitCode: 0 });
    await writeFile(join(moved, "suite.yaml"), SUITE.replace("1.0.0", "1.0.1"));
    const versioned = await verify("mine", results, "--suite", moved);
    expect(versioned.stdout).toContain("its suite.yaml, or a task that the run does not have, was changed");
    await writeFile(join(moved, "two", "task.yaml"), "nothing");
    const broken = await verify("mine", results, "--suite", moved);
    expect(broken.exitCode).toBe(1);
    expect(broken.stdout).toContain("task.yaml:1:1");
  });

  it("that was killed has no seal, says so, and has one when it was gone on with", async () => {
    const { suite, results } = await writeSuite();
    const command = [
      "--agent",
      "command",
      "--command",
      "sleep 3; echo '<h1>Hi</h1>' > index.html",
      "--unsafe-local",
    ];
    const started = startBuildoff([
      "run",
      suite,
      ...command,
      ...LOCAL,
      "--results",
      results,
      "--name",
      "killed",
    ]);
    await waitForText(started, "  agent");
    expect(await verify("killed", results)).toMatchObject({ exitCode: 2 });
    started.kill("SIGKILL");
    await started;
    const killed = await verify("killed", results);
    expect(killed.exitCode).toBe(1);
    expect(killed.stdout).toContain(
      "seal.jsonl: it is missing: the run has not come to its end (`buildoff resume`)",
    );
    expect(await buildoff(["resume", "killed", "--results", results, "--plain"])).toMatchObject({
      exitCode: 0,
    });
    expect(await verify("killed", results)).toMatchObject({ exitCode: 0 });
  });
});

describe("a run with --no-bodies", () => {
  it("keeps what calls used and took, and no text of requests, answers and MCP calls; it verifies", async () => {
    const { suite, results } = await writeSuite();
    await using server = await startScriptedModel({
      replies: ({ number }) =>
        number % 2 === 1
          ? {
              toolCalls: [{ name: "create_file", arguments: { path: "index.html", content: "<h1>Hi</h1>" } }],
            }
          : { text: "Done.", usage: { inputTokens: 500, outputTokens: 40 } },
    });
    const agent = [
      "--agent",
      "loop",
      "--model",
      MODEL,
      "--base-url",
      server.baseUrl,
      "--max-tokens",
      "100000",
    ];
    const prices = join(results, "..", "prices.yaml");
    await writeFile(prices, `schema: 1\nprices: [{ model: ${MODEL}, input: 2, output: 8 }]\n`);
    const flags = [...agent, "-t", "one", "--unsafe-local", "--no-bodies", "--models-file", prices];
    const ended = await run(["run", suite, ...flags, "--name", "private"], results);
    expect(ended).toMatchObject({ exitCode: 0 });
    const [result] = await readResults(join(results, "private"));
    expect(result!.usage.inputTokens).toBeGreaterThanOrEqual(500);
    const folder = join(results, "private", "trials", result!.trial.id);
    const lines = (await readFile(join(folder, "transcript.1.jsonl"), "utf8")).trimEnd().split("\n");
    const events = lines.map((line) => TrialEventSchema.parse(JSON.parse(line)).event);
    const bodies = events.flatMap((event) =>
      event.type === "model-request" || event.type === "model-response"
        ? [event.body]
        : event.type === "mcp-call"
          ? [event.arguments]
          : event.type === "mcp-result"
            ? [event.result]
            : [],
    );
    expect(bodies.length).toBeGreaterThanOrEqual(4);
    expect(new Set(bodies)).toEqual(new Set([null]));
    expect(await readdir(join(results, "private"))).not.toContain("cassettes");

    expect(await verify("private", results)).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining("✓ prices     of 1 model") as string,
    });
    await writeFile(prices, `schema: 1\nprices: [{ model: ${MODEL}, input: 3, output: 8 }]\n`);
    const dearer = await verify("private", results);
    expect(dearer.exitCode).toBe(1);
    expect(dearer.stdout).toContain(`${prices}: the models file was changed since the run was made`);
  });

  it("is refused beside --record, which holds the text of every call", async () => {
    const { suite, results } = await writeSuite();
    const refused = await run(["run", suite, "--record", "--no-bodies"], results);
    expect(refused).toMatchObject({ exitCode: 2 });
    expect(refused.stderr).toContain("--record and --no-bodies exclude each other");
  });
});

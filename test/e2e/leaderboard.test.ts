import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { LeaderboardSchema } from "../../src/core/leaderboard.ts";
import { buildoff } from "../support/buildoff.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

const MODEL = "openai-compatible/tiny";

async function writeSuite(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const suite = { schema: 1, name: "greetings", title: "Greetings", version: "1.0.0", licence: "MIT" };
  await writeFile(
    join(folder, "suite.yaml"),
    JSON.stringify({ ...suite, canary: "buildoff-canary-greetings-0001" }),
  );
  for (const word of ["hello", "world"]) {
    await mkdir(join(folder, word, "solution"), { recursive: true });
    await writeFile(join(folder, word, "solution", "index.html"), `<h1>${word}</h1>`);
    const check = { id: "answers", http: { path: "/index.html", text: { regex: word } } };
    const task = { schema: 1, id: word, title: `Says ${word}`, category: word, difficulty: "easy" };
    const turns = [{ prompt: `Write index.html that says ${word}.` }];
    await writeFile(join(folder, word, "task.yaml"), JSON.stringify({ ...task, turns, checks: [check] }));
  }
}

it("a run through the command line makes a leaderboard, with what is known of its model", async () => {
  const folder = await makeTemporaryFolder();
  const [suite, results, models] = [
    join(folder, "suite"),
    join(folder, "results"),
    join(folder, "models.yaml"),
  ];
  await writeSuite(suite);
  const known = { name: MODEL, organisation: "Tiny Labs", region: "Europe", availability: "open-weights" };
  await writeFile(models, JSON.stringify({ schema: 1, models: [known] }));
  const agents = ["--agent", "command", "--command", "echo '<h1>hello</h1>' > index.html"];
  const model = ["--model", MODEL, "--base-url", "http://127.0.0.1:9/v1", "--models-file", models];
  const how = ["--sandbox", "local", "--unsafe-local", "--plain", "--results", results, "-j", "2"];
  const run = await buildoff(["run", suite, ...agents, ...model, ...how, "--name", "first"]);
  expect(run.stdout).toContain("1 of 2 scored trials passed");
  expect(run.exitCode).toBe(0);

  const board = ["leaderboard", "first", "--results", results];
  const { stdout, exitCode } = await buildoff([
    ...board,
    "--format",
    "json",
    "--organisation-region",
    "Europe",
  ]);
  expect(exitCode).toBe(0);
  const { rows, leftOut, runs } = LeaderboardSchema.parse(JSON.parse(stdout));
  expect(runs).toMatchObject([{ runId: "first", planned: 2, finished: 2, infraErrors: 0 }]);
  expect(leftOut).toEqual([]);
  expect(rows).toMatchObject([
    {
      label: `command ${MODEL}`,
      rank: 1,
      overallRank: 1,
      passRate: { value: 0.5 },
      passed: 1,
      scored: 2,
      trials: 2,
      isOnParetoFront: true,
    },
  ]);
  const sentence = await buildoff([...board, "--placing", MODEL]);
  expect(sentence.stdout).toBe(`${MODEL}: 1st overall, 1st among publicly available models, 1st in Europe`);
});

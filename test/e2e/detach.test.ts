import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { buildoff, readResults, startBuildoff } from "../support/buildoff.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

const RUN = ["run", "starter", "--task", "expense-dashboard", "--sandbox", "local"];

it("goes on by itself, can be attached to from its beginning to its end, and ends with its own exit code", async () => {
  const results = await makeTemporaryFolder();
  const args = ["--results", results, "--name", "away"];
  const started = await buildoff([...RUN, ...args, "--detach", "--min-score", "1"]);
  expect(started).toMatchObject({ exitCode: 0, stderr: "" });
  expect(started.stdout).toContain("buildoff attach ");
  const attached = await buildoff(["attach", "away", "--results", results]);
  expect(attached).toMatchObject({ exitCode: 0, stderr: "" });
  expect(attached.stdout).toContain("run away: 1 trial");
  expect(attached.stdout).toContain("1 of 1 scored trials passed");
  expect(await readResults(join(results, "away"))).toHaveLength(1);
  const later = await buildoff(["attach", "latest", "--results", results]);
  expect(later.stdout).toContain("1 of 1 scored trials passed");
  const log = await readFile(join(results, "away.log.jsonl"), "utf8");
  expect(log).not.toContain('"agent-output"');
  expect(await buildoff(["stop", "away", "--results", results])).toMatchObject({ exitCode: 2 });
});

it("is left by Ctrl-C without harm, and is stopped when it is told to", async () => {
  const results = await makeTemporaryFolder();
  const command = ["--agent", "command", "--command", "sleep 60", "--unsafe-local"];
  await buildoff([...RUN, ...command, "--results", results, "--name", "long", "--detach"]);
  const attached = startBuildoff(["attach", "long", "--results", results]);
  let seen = "";
  attached.stdout.on("data", (chunk: Buffer) => (seen += chunk.toString()));
  await expect.poll(() => seen).toContain("  agent");
  const again = await buildoff([...RUN, "--results", results, "--name", "long", "--detach"]);
  expect(again).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining("is working on this run") as string,
  });
  attached.kill("SIGINT");
  const left = await attached;
  expect(left.exitCode).toBe(0);
  expect(left.stdout).toContain("the run goes on");
  expect(await buildoff(["stop", "long", "--now", "--results", results])).toMatchObject({ exitCode: 0 });
  const end = await buildoff(["attach", "long", "--results", results]);
  expect(end.exitCode).toBe(130);
  expect(end.stdout).toContain("buildoff resume");
});

it("says what went wrong before it began, and that its process is gone", async () => {
  const results = await makeTemporaryFolder();
  const wrong = await buildoff(["run", "nowhere", "--results", results, "--detach"]);
  expect(wrong).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('there is no suite "nowhere"') as string,
  });
  const unknown = await buildoff(["attach", "nothing", "--results", results]);
  expect(unknown).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining("was started with --detach") as string,
  });
});

it("leaves a run that is there, and its log, alone", async () => {
  const results = await makeTemporaryFolder();
  const args = [...RUN, "--results", results, "--name", "long", "--detach"];
  expect(await buildoff(args)).toMatchObject({ exitCode: 0 });
  expect(await buildoff(["attach", "long", "--results", results])).toMatchObject({ exitCode: 0 });
  const log = await readFile(join(results, "long.log.jsonl"), "utf8");
  expect(await buildoff(args)).toMatchObject({
    exitCode: 2,
    stdout: "",
    stderr: expect.stringContaining("cannot make the run's folder") as string,
  });
  expect(await readFile(join(results, "long.log.jsonl"), "utf8")).toBe(log);

  const broken = ["resume", "long", "--results", results, "--browser", "/nowhere/chrome", "--detach"];
  expect(await buildoff(broken)).toMatchObject({
    exitCode: 2,
    stdout: "",
    stderr: expect.stringMatching(/^error: .*\/nowhere\/chrome/) as string,
  });
  expect(await readFile(join(results, "long.log.jsonl"), "utf8")).toBe(log);

  const rescored = [
    "rescore",
    "long",
    "--sandbox",
    "local",
    "--results",
    results,
    "--name",
    "again",
    "--detach",
  ];
  expect(await buildoff(rescored)).toMatchObject({ exitCode: 0, stderr: "" });
  const attached = await buildoff(["attach", "again", "--results", results]);
  expect(attached.stdout).toContain("1 of 1 scored trials passed");
  expect(await readdir(results)).toEqual([
    "again",
    "again.log.jsonl",
    "ledger.jsonl",
    "long",
    "long.log.jsonl",
  ]);
});

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Manifest } from "../../src/core/manifest.ts";
import {
  buildoff,
  readJournalOf,
  readResults,
  repository,
  startBuildoff,
  waitForText,
} from "../support/buildoff.ts";
import { listContainers } from "../support/containers.ts";
import { describeDocker } from "../support/needs.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

const SUITE = join(repository, "test/fixtures/suites/phases");
const AGENT = ["--agent", "command", "--command", "sleep 2; echo '<h1>Hello</h1>' > index.html"];

describeDocker("a harness that is killed", () => {
  it.each(["agent", "freeze", "build", "serve", "check"])(
    "in the phase %s is resumed, and runs nothing twice",
    async (phase) => {
      const results = await makeTemporaryFolder();
      const run = join(results, "crash");
      const started = startBuildoff([
        "run",
        SUITE,
        ...AGENT,
        "--sandbox",
        "docker",
        "--results",
        results,
        "--name",
        "crash",
        "--json",
      ]);
      await waitForText(started, `"phase":"${phase}"`);
      started.kill("SIGKILL");
      expect((await started).signal).toBe("SIGKILL");
      const wasFrozen = (await readJournalOf(run)).some(({ type }) => type === "frozen");

      const resumed = await buildoff(["resume", run, "--json"]);
      expect(resumed.stderr).toBe("");
      expect(resumed.exitCode).toBe(0);

      const [result] = await readResults(run);
      expect(result).toMatchObject({ passed: true, outcome: { kind: "completed" } });
      const journal = await readJournalOf(run);
      expect(journal.filter(({ type }) => type === "finished")).toHaveLength(1);
      expect(journal.filter(({ type }) => type === "frozen")).toHaveLength(1);
      const isAgentRunAgain = resumed.stdout.includes('"phase":"agent"');
      expect(isAgentRunAgain).toBe(!wasFrozen);
      expect(await listContainers("crash")).toEqual([]);
    },
  );

  it("keeps a finished trial as it was", async () => {
    const results = await makeTemporaryFolder();
    const run = join(results, "crash-kept");
    const started = startBuildoff([
      "run",
      SUITE,
      ...AGENT,
      "-k",
      "2",
      "-j",
      "1",
      "--sandbox",
      "docker",
      "--results",
      results,
      "--name",
      "crash-kept",
      "--json",
    ]);
    await waitForText(started, '"type":"result"');
    started.kill("SIGKILL");
    expect((await started).signal).toBe("SIGKILL");
    const before = (await readJournalOf(run)).find(({ type }) => type === "finished");

    const resumed = await buildoff(["resume", run, "--json"]);
    expect(resumed.exitCode).toBe(0);
    const finished = (await readJournalOf(run)).filter(({ type }) => type === "finished");
    expect(finished).toHaveLength(2);
    expect(finished[0]).toEqual(before);
    expect((await readResults(run)).map(({ passed }) => passed)).toEqual([true, true]);
    expect(await listContainers("crash-kept")).toEqual([]);
  });
});

it("a trial whose harness is killed twice has all of its tries in the result", async () => {
  const results = await makeTemporaryFolder();
  const run = join(results, "twice");
  const where = ["--sandbox", "local", "--unsafe-local", "--results", results, "--name", "twice"];
  const starts = [
    ["run", SUITE, ...AGENT, ...where, "--json"],
    ["resume", run, "--json"],
  ];
  for (const args of starts) {
    const started = startBuildoff(args);
    await waitForText(started, '"phase":"agent"');
    started.kill("SIGKILL");
    expect((await started).signal).toBe("SIGKILL");
  }
  expect(await buildoff(["resume", run, "--json"])).toMatchObject({ exitCode: 0, stderr: "" });
  const [result] = await readResults(run);
  expect(result!.tries).toMatchObject([
    { number: 1, outcome: { code: "interrupted" } },
    { number: 2, outcome: { code: "interrupted" } },
    { number: 3, outcome: { kind: "completed" } },
  ]);
  const failed = (await readJournalOf(run)).flatMap((record) =>
    record.type === "try-failed" ? [record.tryNumber] : [],
  );
  expect(failed).toEqual([1, 2]);
});

describeDocker("a run whose images are no longer what it began with", () => {
  it("is not gone on with, and is graded again under the images of now", async () => {
    const results = await makeTemporaryFolder();
    const file = join(results, "crash-first", "manifest.json");
    const where = ["--sandbox", "docker", "--results", results, "--name", "crash-first", "--plain"];
    expect(await buildoff(["run", SUITE, ...where])).toMatchObject({ exitCode: 0 });
    const manifest = JSON.parse(await readFile(file, "utf8")) as Manifest;
    const images = Object.entries(manifest.sandbox.images);
    const [role] = images[0]!;
    const changed = Object.fromEntries(images.map(([key, image]) => [key, { ...image, digest: "sha256:0" }]));
    await writeFile(file, JSON.stringify({ ...manifest, sandbox: { ...manifest.sandbox, images: changed } }));

    const resumed = await buildoff(["resume", "crash-first", "--results", results, "--plain"]);
    expect(resumed).toMatchObject({ exitCode: 2, stderr: expect.stringContaining(role) as string });
    expect(await listContainers("crash-first")).toEqual([]);

    const rescore = ["rescore", "crash-first", "--results", results, "--name", "again", "--plain"];
    expect(await buildoff(rescore)).toMatchObject({ exitCode: 0 });
    const [result] = await readResults(join(results, "again"));
    expect(result!.identity.images[role]).toBe(manifest.sandbox.images[role]!.digest);
  });
});

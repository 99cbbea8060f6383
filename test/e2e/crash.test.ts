import { join } from "node:path";
import { expect, it } from "vitest";
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
    120_000,
  );

  it("keeps a finished trial as it was", async () => {
    const results = await makeTemporaryFolder();
    const run = join(results, "kept");
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
      "kept",
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
    expect(await listContainers("kept")).toEqual([]);
  }, 120_000);
});

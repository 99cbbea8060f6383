import { join } from "node:path";
import { expect, it } from "vitest";
import {
  buildoff,
  readJournalOf,
  readResults,
  readSummary,
  repository,
  startBuildoff,
  waitForText,
} from "../support/buildoff.ts";
import { listContainers } from "../support/containers.ts";
import { describeDocker } from "../support/needs.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

const SUITE = join(repository, "test/fixtures/suites/phases");
const AGENT = ["--agent", "command", "--command", "sleep 3; echo '<h1>Hello</h1>' > index.html"];
const PLANNED = 3;

/** Starts the trials one at a time, and resolves when the agent of the first is at work. */
async function startRun(name: string) {
  const results = await makeTemporaryFolder();
  const flags = ["--sandbox", "docker", "--results", results, "--name", name, "--json"];
  const started = startBuildoff(["run", SUITE, ...AGENT, "-k", `${PLANNED}`, "-j", "1", ...flags]);
  await waitForText(started, '"phase":"agent"');
  return { run: join(results, name), started };
}

/** Goes on with the run, and expects every trial to have one result and no container to be left. */
async function finishRun(run: string, name: string): Promise<void> {
  const resumed = await buildoff(["resume", run, "--json"]);
  expect(resumed.stderr).toBe("");
  expect(resumed.exitCode).toBe(0);
  expect((await readResults(run)).map(({ passed }) => passed)).toEqual([true, true, true]);
  const finished = (await readJournalOf(run)).flatMap((record) =>
    record.type === "finished" ? [record.trialId] : [],
  );
  expect(new Set(finished).size).toBe(PLANNED);
  expect(finished).toHaveLength(PLANNED);
  expect(await readSummary(run)).toMatchObject({ finished: PLANNED, passed: PLANNED, cancelled: 0 });
  expect((await readSummary(run)).finishedAt).not.toBeNull();
  expect(await listContainers(name)).toEqual([]);
}

describeDocker("a run that is interrupted", () => {
  it("once ends the trial in flight, starts no other, and leaves the rest to resume", async () => {
    const { run, started } = await startRun("once");
    started.kill("SIGINT");
    const { exitCode, stderr, stdout } = await started;
    expect(stderr).toBe("");
    expect(exitCode).toBe(130);
    expect(stdout).toContain("no new trial is started; Ctrl-C again stops those in flight");
    expect(await readResults(run)).toMatchObject([{ passed: true, outcome: { kind: "completed" } }]);
    const journal = await readJournalOf(run);
    expect(journal.filter(({ type }) => type === "started")).toHaveLength(1);
    const summary = await readSummary(run);
    expect(summary).toMatchObject({ planned: PLANNED, finished: 1, cancelled: 0, finishedAt: null });
    expect(await listContainers("once")).toEqual([]);
    await finishRun(run, "once");
  });

  it.each([
    { what: "twice by Ctrl-C", name: "twice", signals: ["SIGINT", "SIGINT"] },
    { what: "by SIGTERM", name: "terminated", signals: ["SIGTERM"] },
    { what: "by a terminal that is closed", name: "hung-up", signals: ["SIGHUP"] },
  ] as const)(
    "$what ends within seconds, with no container left, and is resumed",
    async ({ name, signals }) => {
      const { run, started } = await startRun(name);
      for (const signal of signals) {
        started.kill(signal);
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
      const signalledAt = performance.now();
      const { exitCode, stderr } = await started;
      expect(performance.now() - signalledAt).toBeLessThan(10_000);
      expect(stderr).toBe("");
      expect(exitCode).toBe(130);
      expect(await listContainers(name)).toEqual([]);
      const finished = (await readJournalOf(run)).filter(({ type }) => type === "finished");
      expect(finished).toEqual([]);
      expect(await readSummary(run)).toMatchObject({
        planned: PLANNED,
        scored: 0,
        cancelled: 1,
        finishedAt: null,
      });
      await finishRun(run, name);
    },
  );
});

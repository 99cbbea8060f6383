import { join } from "node:path";
import { expect, it } from "vitest";
import { buildoff, readJournalOf, readResults, repository } from "../support/buildoff.ts";
import { describeDocker } from "../support/needs.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

const SUITE = join(repository, "test/fixtures/suites/phases");

async function runCommand(command: string, flags: readonly string[]) {
  const results = await makeTemporaryFolder();
  const agent = ["--agent", "command", "--command", command, "--sandbox", "docker"];
  const ended = await buildoff([
    "run",
    SUITE,
    ...agent,
    "--results",
    results,
    "--name",
    "run",
    "--plain",
    ...flags,
  ]);
  expect(ended.stderr).toBe("");
  const [result] = await readResults(join(results, "run"));
  return { result: result!, run: join(results, "run"), output: ended.stdout, exitCode: ended.exitCode };
}

describeDocker("a workspace while its agent works", () => {
  it("is graded at the moments that were asked for, and at the end", async () => {
    const command =
      "echo '<h1>Wait</h1>' > index.html; sleep 7; echo '<h1>Hello</h1>' > index.html; sleep 7; echo more > notes.txt";
    const { result, run, output } = await runCommand(command, ["--grade-at", "3s,10s"]);
    expect(result).toMatchObject({ passed: true, score: 1, outcome: { kind: "completed" } });
    const [early, late, ...others] = result.checkpoints;
    expect(others).toEqual([]);
    expect(early).toMatchObject({ label: "3.0s", turn: 1, passed: false, score: 0 });
    expect(early!.failedChecks.length).toBeGreaterThan(0);
    expect(late).toMatchObject({ label: "10.0s", passed: true, score: 1, failedChecks: [] });
    expect(early!.agentMs).toBeGreaterThanOrEqual(3_000);
    expect(late!.agentMs).toBeGreaterThanOrEqual(10_000);
    expect(new Set([early!.workspace, late!.workspace, result.turns[0]!.workspace]).size).toBe(3);
    const journal = await readJournalOf(run);
    expect(journal.filter(({ type }) => type === "checkpoint")).toHaveLength(2);
    expect(output).toContain("checkpoint 3.0s");
  });

  it("counts no time in which it was kept as the agent's own", async () => {
    const { result } = await runCommand("sleep 12; echo '<h1>Hello</h1>' > index.html", [
      "--grade-at",
      "1s,2s,3s",
      "--wall-time",
      "30s",
    ]);
    expect(result.outcome).toEqual({ kind: "completed" });
    const agent = result.phases.find(({ phase }) => phase === "agent")!;
    for (const { agentMs } of result.checkpoints) expect(agentMs).toBeLessThanOrEqual(agent.durationMs);
    expect(result.checkpoints).toHaveLength(3);
  });
});

describeDocker("an agent that says nothing", () => {
  it("is idle where its sandbox does nothing either", async () => {
    const { result } = await runCommand("echo '<h1>Hello</h1>' > index.html; sleep 60", [
      "--idle-time",
      "4s",
    ]);
    expect(result).toMatchObject({ outcome: { kind: "limit", limit: "idleTime" }, passed: true });
  });

  it("is not idle while its sandbox works", async () => {
    const busy = "timeout 12 sh -c 'while :; do :; done'; echo '<h1>Hello</h1>' > index.html";
    const { result } = await runCommand(busy, ["--idle-time", "4s"]);
    expect(result).toMatchObject({ outcome: { kind: "completed" }, passed: true });
  });
});

describeDocker("a run with a limit of time", () => {
  it("ends the trials in flight at it, starts no other, and says how to go on", async () => {
    const { result, output, exitCode } = await runCommand("sleep 60", [
      "--max-wall-time",
      "4s",
      "-k",
      "2",
      "-j",
      "1",
    ]);
    expect(result.outcome).toEqual({ kind: "cancelled", message: "the run has taken its 4.0s" });
    expect(output).toContain("the run's limit of time was reached");
    expect(output).toMatch(/next {5}buildoff resume .* --max-wall-time <more>/);
    expect(exitCode).toBe(1);
  });
});

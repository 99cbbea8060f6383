import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { expect, it } from "vitest";
import { loop } from "../../src/agents/loop.ts";
import type { JournalRecord } from "../../src/core/journal.ts";
import { NO_TIMING, NO_USAGE, type Usage } from "../../src/core/usage.ts";
import { createTrialProgress } from "../../src/runner/trial-progress.ts";
import { findInterruptedTries } from "../../src/store/interrupted-tries.ts";
import { type RunFolder, toRunFolder } from "../../src/store/run-folder.ts";
import { createRunState, spentOn, type TrialState, UNSTARTED } from "../../src/store/run-state.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

const fold = (records: readonly JournalRecord[]): ReadonlyMap<string, TrialState> => {
  const state = createRunState();
  records.forEach(state.add);
  return state.states;
};

const at = "2026-01-01T00:00:00.000Z";
const trialId = "t";

async function writeTranscript(folder: RunFolder, tryNumber: number, events: readonly (object | string)[]) {
  const file = folder.trial(trialId).transcript(tryNumber);
  await mkdir(dirname(file), { recursive: true });
  const lines = events.map((event, index) =>
    typeof event === "string"
      ? event
      : JSON.stringify({
          sequence: index,
          at: `2026-01-01T00:00:0${index + 1}.000Z`,
          trialId,
          tryNumber,
          event,
        }),
  );
  await writeFile(file, lines.join("\n"));
}

const used = (costUsd: number): Usage => ({
  ...NO_USAGE,
  requests: 1,
  inputTokens: 100,
  outputTokens: 10,
  costUsd,
});
const began = (tryNumber: number, goesOn = false): JournalRecord => ({
  type: "started",
  at,
  trialId,
  tryNumber,
  goesOn,
});
const checkpoint = (tryNumber: number): JournalRecord => ({
  type: "checkpoint",
  at,
  trialId,
  tryNumber,
  turns: [],
  checkpoint: {
    turn: 1,
    label: "after 15m",
    workspace: "a".repeat(64),
    services: {},
    agentMs: 1,
    turnMs: 1,
    usage: NO_USAGE,
    memory: "b".repeat(64),
    isGraded: false,
  },
});

it("counts what a try that a crash ended had used, from its transcript", async () => {
  const folder = toRunFolder(await makeTemporaryFolder());
  await writeTranscript(folder, 1, [
    { type: "trial-started" },
    { type: "model-response", usage: used(0.5) },
    { type: "model-response", usage: null },
    { type: "trial-started" },
    { type: "model-response", usage: used(0.5) },
    '{"sequence":6,"at":"2026-01',
  ]);
  expect(await findInterruptedTries(fold([began(1)]), folder)).toMatchObject([
    {
      type: "try-failed",
      trialId,
      tryNumber: 1,
      code: "interrupted",
      startedAt: "2026-01-01T00:00:01.000Z",
      durationMs: 4_000,
      usage: {
        ...NO_USAGE,
        requests: 3,
        unmeteredRequests: 1,
        inputTokens: 200,
        outputTokens: 20,
        costUsd: 1,
      },
    },
  ]);
});

it("remembers a try that a crash ended when a later one has ended, too, by a crash or a failure", async () => {
  const folder = toRunFolder(await makeTemporaryFolder());
  for (const number of [1, 2]) {
    await writeTranscript(folder, number, [{ type: "model-response", usage: used(4) }]);
  }
  const failed: JournalRecord = {
    type: "try-failed",
    at,
    trialId,
    tryNumber: 2,
    startedAt: at,
    durationMs: 1,
    code: "engine",
    message: "gone",
    usage: used(4),
  };
  for (const journal of [
    [began(1), began(2)],
    [began(1), began(2), failed],
  ]) {
    const found = await findInterruptedTries(fold(journal), folder);
    const states = fold([...journal, ...found]);
    const state = states.get(trialId)!;
    expect(state.failedTries.map(({ number }) => number)).toEqual([1, 2]);
    expect(spentOn(state)).toBe(8);
    expect(await findInterruptedTries(states, folder)).toEqual([]);
  }
});

it("counts every try of a trial that goes on from a checkpoint again and again, and each of them once", async () => {
  const folder = toRunFolder(await makeTemporaryFolder());
  const journal: JournalRecord[] = [];
  for (const number of [1, 2, 3]) {
    await writeTranscript(folder, number, [{ type: "model-response", usage: used(4) }]);
    journal.push(began(number, number > 1), checkpoint(number));
    journal.push(...(await findInterruptedTries(fold(journal), folder)));
  }
  const progress = createTrialProgress(fold(journal).get(trialId)!, loop);
  expect(progress.begin(4).usedBefore).toMatchObject({ requests: 3, costUsd: 12 });
});

it("tells of no try that left a workspace or has its record, and survives a transcript that is not there", async () => {
  const folder = toRunFolder(await makeTemporaryFolder());
  const frozen: JournalRecord = {
    type: "frozen",
    at,
    trialId: "frozen",
    tryNumber: 2,
    outcome: { kind: "completed" },
    turns: [],
    checkpoints: [],
    timing: NO_TIMING,
    usage: used(4),
    answeredModel: null,
    agentDurationMs: 5,
  };
  const states = new Map([
    ["unstarted", UNSTARTED],
    ["lost", { ...UNSTARTED, triesStarted: 1 }],
    ["frozen", { ...UNSTARTED, triesStarted: 3, frozen }],
  ]);
  const found = await findInterruptedTries(states, folder);
  expect(found.map(({ trialId: of, tryNumber }) => [of, tryNumber])).toEqual([
    ["lost", 1],
    ["frozen", 1],
    ["frozen", 3],
  ]);
  expect(found[0]).toMatchObject({ durationMs: 0, usage: NO_USAGE });
});

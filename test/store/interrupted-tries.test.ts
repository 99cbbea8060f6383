import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { expect, it } from "vitest";
import { NO_USAGE } from "../../src/core/usage.ts";
import { addInterruptedTries } from "../../src/store/interrupted-tries.ts";
import { toRunFolder } from "../../src/store/run-folder.ts";
import { UNSTARTED } from "../../src/store/run-state.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

const line = (second: number, event: object): string =>
  JSON.stringify({
    sequence: second,
    at: `2026-01-01T00:00:0${second}.000Z`,
    trialId: "t",
    tryNumber: 2,
    event,
  });

it("counts what a try that a crash ended had used, from its transcript", async () => {
  const folder = toRunFolder(await makeTemporaryFolder());
  const file = folder.trial("t").transcript(2);
  await mkdir(dirname(file), { recursive: true });
  const usage = { ...NO_USAGE, requests: 1, inputTokens: 100, outputTokens: 10, costUsd: 0.5 };
  const lines = [
    line(1, { type: "trial-started" }),
    line(2, { type: "model-response", usage }),
    line(3, { type: "model-response", usage: null }),
    line(5, { type: "model-response", usage }),
    '{"sequence":6,"at":"2026-01',
  ];
  await writeFile(file, lines.join("\n"));
  const states = await addInterruptedTries(new Map([["t", { ...UNSTARTED, triesStarted: 2 }]]), folder);
  expect(states.get("t")?.failedTries).toEqual([
    {
      number: 2,
      startedAt: "2026-01-01T00:00:01.000Z",
      durationMs: 4_000,
      outcome: { kind: "infra-error", code: "interrupted", message: expect.any(String) as string },
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

it("adds nothing to a trial that has its record, and survives a transcript that is not there", async () => {
  const folder = toRunFolder(await makeTemporaryFolder());
  const failed = {
    number: 1,
    startedAt: "2026-01-01T00:00:01.000Z",
    durationMs: 4,
    outcome: { kind: "infra-error", code: "engine", message: "gone" },
    usage: NO_USAGE,
  } as const;
  const states = await addInterruptedTries(
    new Map([
      ["unstarted", UNSTARTED],
      ["failed", { ...UNSTARTED, triesStarted: 1, failedTries: [failed] }],
      ["lost", { ...UNSTARTED, triesStarted: 1 }],
    ]),
    folder,
  );
  expect(states.get("unstarted")?.failedTries).toEqual([]);
  expect(states.get("failed")?.failedTries).toEqual([failed]);
  expect(states.get("lost")?.failedTries).toMatchObject([{ number: 1, durationMs: 0, usage: NO_USAGE }]);
});

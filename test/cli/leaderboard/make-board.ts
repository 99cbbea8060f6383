import type { Estimate } from "../../../src/core/estimate.ts";
import type { BoardRow, Leaderboard } from "../../../src/core/leaderboard.ts";
import { type Contender, makeContender } from "../../analysis/make-contender.ts";

const HASH = "a".repeat(64);
const AT = "2026-01-02T03:04:05.000Z";

const estimate = (value: number, lower: number, upper: number): Estimate => ({
  value,
  interval: { lower, upper, level: 0.95, method: "wilson" },
});

function makeRow(contender: Contender, changes: Partial<BoardRow>): BoardRow {
  const configuration = makeContender(contender);
  return {
    rank: 1,
    overallRank: 1,
    unranked: null,
    isOnParetoFront: false,
    label: configuration.name,
    configuration,
    suite: { name: "demo", version: "1.0.0", hash: HASH },
    score: estimate(0.5, 0.4, 0.6),
    passRate: estimate(0.45, 0.35, 0.55),
    passAt: { k: 3, anyOf: 0.75, allOf: 0.25, tasks: 17 },
    perTrial: { costUsd: 0.4, tokens: 123_456, wallMs: 200_000, workingMs: 185_000 },
    costPerPassedUsd: 0.8889,
    tasks: 17,
    scored: 51,
    trials: 51,
    passed: 23,
    infraErrors: 0,
    runs: ["first"],
    firstRunAt: AT,
    lastRunAt: AT,
    buildoff: ["0.1.0"],
    placings: [{ among: "overall", value: null, rank: 1, of: 2, isShared: false }],
    ...changes,
  };
}

const makeRun = (
  runId: string,
  changes: Partial<Leaderboard["runs"][number]> = {},
): Leaderboard["runs"][number] => ({
  runId,
  derivedFrom: null,
  startedAt: AT,
  finishedAt: AT,
  buildoff: "0.1.0",
  planned: 51,
  finished: 51,
  infraErrors: 0,
  sha256: HASH,
  ...changes,
});

/** What another's summary may hold: a formula, markup, a bar, and orders to a terminal. */
export const HOSTILE = '=cmd|"/C calc"!A1 <img src=x> `|` [a](http://x) @team \u001b[2J\u202e*evil*';

/** A table with everything in it that a table may have to show. */
export function makeBoard(changes: Partial<Leaderboard> = {}): Leaderboard {
  const known = { organisation: "Alibaba", region: "Asia-Pacific", licence: "proprietary" };
  return {
    schema: 1,
    metric: "score",
    k: 3,
    slices: [],
    onlyFront: false,
    isForced: false,
    differences: [
      { between: ["first", "second"], what: "version of debian", a: "13.1", b: "13.2", severity: "warns" },
    ],
    runs: [
      makeRun("first"),
      makeRun("second", {
        startedAt: "2026-02-03T00:00:00.000Z",
        buildoff: "0.2.0",
        finishedAt: null,
        finished: 40,
      }),
    ],
    leftOut: [
      {
        runId: "unlucky",
        startedAt: "2026-01-01T00:00:00.000Z",
        kind: "run",
        derivedFrom: null,
        state: "whole",
        isGone: true,
        configurations: ["loop qwen/qwen3.7-max"],
      },
      {
        runId: "again",
        startedAt: AT,
        kind: "derived",
        derivedFrom: "first",
        state: "whole",
        isGone: false,
        configurations: ["a", "b", "c", "d", "e"],
      },
      {
        runId: "torn",
        startedAt: null,
        kind: "run",
        derivedFrom: null,
        state: "unreadable",
        isGone: false,
        configurations: [],
      },
    ],
    rows: [
      makeRow(
        {
          name: "loop qwen/qwen3.7-max-of-a-very-long-name-2026-01-02",
          metadata: { ...known, availability: "public-api", sizeClass: "frontier" },
          endpointRegion: "eu-central-1",
        },
        {
          isOnParetoFront: true,
          runs: ["first", "second"],
          lastRunAt: "2026-02-03T00:00:00.000Z",
          buildoff: ["0.1.0", "0.2.0"],
        },
      ),
      makeRow(
        { name: "loop evil/model", metadata: { organisation: HOSTILE, licence: HOSTILE } },
        {
          rank: 2,
          overallRank: 2,
          label: HOSTILE,
          perTrial: { costUsd: null, tokens: 1_234_567, wallMs: null, workingMs: null },
          costPerPassedUsd: null,
          tasks: 16,
          scored: 40,
          infraErrors: 11,
        },
      ),
      makeRow(
        { name: "codex m/one" },
        {
          rank: null,
          overallRank: null,
          unranked: "no-interval",
          score: { value: 1, interval: null },
          passRate: { value: null, interval: null },
          passAt: null,
          passed: 0,
          placings: [],
        },
      ),
      makeRow({ name: "oracle" }, { rank: null, overallRank: null, unranked: "no-model", placings: [] }),
    ],
    ...changes,
  };
}

import { describe, expect, it } from "vitest";
import type { TranscriptEntry } from "../../../src/report/model/transcript.ts";
import { moveInList } from "../../../src/report/viewer/pages/trial/transcript/move-in-list.ts";
import {
  countKinds,
  filterEntries,
  formatClock,
  stepToMatch,
  sumAll,
  sumTurns,
} from "../../../src/report/viewer/pages/trial/transcript/timeline.ts";

const entry = (changes: Partial<TranscriptEntry>): TranscriptEntry => ({
  kind: "tool",
  atMs: 0,
  turn: 1,
  title: "ls",
  durationMs: null,
  tokens: null,
  costUsd: null,
  isError: false,
  piece: null,
  ...changes,
});
const entries = [
  entry({ kind: "turn" }),
  entry({ kind: "model", atMs: 1_000, durationMs: 2_000, tokens: 100, costUsd: 0.5 }),
  entry({ atMs: 4_000, isError: true }),
  entry({ kind: "turn", turn: 2, atMs: 5_000 }),
  entry({ kind: "model", turn: 2, atMs: 6_000, durationMs: 1_500, tokens: 50, costUsd: 0.25 }),
];

describe("what turns come to", () => {
  it("each has its calls, tokens, dollars and time, and what was used before it", () => {
    expect(sumTurns(entries)).toMatchObject([
      { turn: 1, first: 0, entries: 3, calls: 1, errors: 1, tokens: 100, costUsd: 0.5, durationMs: 4_000 },
      { turn: 2, first: 3, calls: 1, tokens: 50, durationMs: 2_500, before: { tokens: 100, costUsd: 0.5 } },
    ]);
    expect(sumAll(sumTurns(entries))).toMatchObject({ calls: 2, tokens: 150, costUsd: 0.75 });
  });

  it("a phase, which is told at its end, does not count twice", () => {
    const phase = entry({ kind: "phase", atMs: 9_000, durationMs: 9_000 });
    expect(sumTurns([entry({ kind: "turn" }), phase])[0]!.durationMs).toBe(9_000);
  });

  it("one unknown cost makes the sum unknown; a call that was never answered costs nothing known", () => {
    const unknown = entry({ kind: "model", tokens: 10, costUsd: null });
    expect(sumTurns([unknown])[0]!.costUsd).toBeNull();
    expect(sumTurns([entry({ kind: "model" })])[0]!.costUsd).toBe(0);
  });

  it("no entry is no turn", () => {
    expect(sumTurns([])).toEqual([]);
  });
});

describe("filters", () => {
  it("turns stay, as headings of the rest", () => {
    const kinds = ["model"] as const;
    expect(filterEntries(entries, { kinds, onlyErrors: false, matches: null })).toEqual([0, 1, 3, 4]);
    expect(filterEntries(entries, { kinds: [], onlyErrors: true, matches: null })).toEqual([0, 2, 3]);
  });

  it("only matches leaves nothing else", () => {
    expect(filterEntries(entries, { kinds: [], onlyErrors: false, matches: new Set([2]) })).toEqual([2]);
  });

  it("kinds are counted in their order, those that are not there left out", () => {
    expect(countKinds(entries)).toEqual([
      { kind: "turn", count: 2 },
      { kind: "model", count: 2 },
      { kind: "tool", count: 1 },
    ]);
  });
});

describe("steps", () => {
  const rows = [0, 2, 4, 6];

  it("from match to match, and round the end", () => {
    const matches = new Set([2, 6]);
    expect(stepToMatch(rows, matches, 1, 1)).toBe(6);
    expect(stepToMatch(rows, matches, 3, 1)).toBe(2);
    expect(stepToMatch(rows, matches, 1, -1)).toBe(6);
    expect(stepToMatch(rows, matches, -1, 1)).toBe(2);
    expect(stepToMatch(rows, new Set([3]), 0, 1)).toBeNull();
  });

  it("keys never leave the list", () => {
    const at = (place: number) => ({ place, count: 100, page: 10 });
    expect(moveInList("ArrowUp", at(0))).toBe(0);
    expect(moveInList("PageDown", at(95))).toBe(99);
    expect(moveInList("Home", at(50))).toBe(0);
    expect(moveInList("End", at(50))).toBe(99);
    expect(moveInList("x", at(50))).toBeNull();
    expect(moveInList("End", { place: 0, count: 0, page: 1 })).toBeNull();
  });
});

it("time since the beginning reads like a clock", () => {
  expect([0, 7_900, 754_000, 3_723_000].map(formatClock)).toEqual(["0:00", "0:07", "12:34", "1:02:03"]);
});

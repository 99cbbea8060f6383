import { describe, expect, it } from "vitest";
import { bodiesChunk, transcriptChunk, trialChunk } from "../../../src/report/model/chunk-names.ts";
import type { ChunkStore } from "../../../src/report/viewer/data/chunks.ts";
import type { TrialView } from "../../../src/report/viewer/data/trials.ts";
import { chooseTrials } from "../../../src/report/viewer/pages/search/search-filter.ts";
import { type SearchedTrial, searchTrials } from "../../../src/report/viewer/pages/search/search-trials.ts";
import { toMatcher } from "../../../src/report/viewer/parts/match-text.ts";

const trial = (n: number, changes: Partial<TrialView> = {}) =>
  ({ run: 0, n, state: "failed", ...changes }) as TrialView;

/** Chunks of trials with one transcript each: titles, and bodies in pieces of one. */
function storeOf(trials: readonly { titles: readonly string[]; bodies: readonly string[] }[]) {
  const known = new Map<string, unknown>();
  for (const [n, { titles, bodies }] of trials.entries()) {
    const name = transcriptChunk(0, n, 1);
    known.set(trialChunk(0, n), { transcripts: [{ tryNumber: 1, sizeBytes: 1 }] });
    known.set(name, { entries: titles.map((title) => ({ title, kind: "tool" })), pieces: bodies.length });
    for (const [piece, text] of bodies.entries()) {
      known.set(bodiesChunk(name, piece), {
        [piece]: { parts: [{ label: "result", text, leftOutBytes: 0 }] },
      });
    }
  }
  const held = new Set<string>();
  let most = 0;
  const chunks: ChunkStore = {
    load: async <Content>(name: string) => {
      if (!known.has(name)) throw new Error(`no part ${name}`);
      held.add(name);
      most = Math.max(most, held.size);
      return known.get(name) as Content;
    },
    forget: (isStale) => {
      for (const name of held) if (isStale(name)) held.delete(name);
    },
  };
  return { chunks, held, most: () => most };
}

async function search(store: { chunks: ChunkStore }, count: number, text: string): Promise<SearchedTrial[]> {
  const trials = Array.from({ length: count }, (_, n) => trial(n));
  const searched: SearchedTrial[] = [];
  for await (const one of searchTrials(store.chunks, trials, toMatcher(text)!)) searched.push(one);
  return searched;
}

describe("a search over all transcripts", () => {
  it("finds titles and bodies, each entry once, and tells of the first three", async () => {
    const store = storeOf([
      { titles: ["npm run build", "quiet"], bodies: ["BUILD failed", "nothing"] },
      { titles: ["quiet"], bodies: ["nothing"] },
      { titles: Array.from({ length: 5 }, () => "build"), bodies: [] },
    ]);
    const found = await search(store, 3, "build");
    expect(found.map(({ found }) => found?.matches ?? 0)).toEqual([1, 0, 5]);
    expect(found[0]!.found!.hits).toMatchObject([{ n: 0, tryNumber: 1, snippet: { match: "build" } }]);
    expect(found[2]!.found!.hits).toHaveLength(3);
  });

  it("keeps nothing in memory, and little at a time", async () => {
    const trials = Array.from({ length: 40 }, () => ({ titles: ["a"], bodies: ["b", "c", "d"] }));
    const store = storeOf(trials);
    await search(store, 40, "needle");
    expect(store.held.size).toBe(0);
    expect(store.most()).toBeLessThanOrEqual(12);
  });

  it("a trial that cannot be read is told of, and the others are searched", async () => {
    const store = storeOf([{ titles: ["build"], bodies: [] }]);
    const found = await search(store, 2, "build");
    expect(found[0]!.found?.matches).toBe(1);
    expect(found[1]).toMatchObject({ found: null, message: expect.stringContaining("no part") });
  });
});

it("what is searched is what the filters leave; what has not begun has nothing to search", () => {
  const known = [
    trial(0, { state: "passed", task: { id: "todo" } as TrialView["task"] }),
    trial(1, { task: { id: "todo" } as TrialView["task"] }),
    trial(2, { task: { id: "chat" } as TrialView["task"] }),
    trial(3, { state: "waiting" }),
  ];
  const choose = (state: string, task: string) =>
    chooseTrials(known, { state, task, group: "" }).map(({ n }) => n);
  expect(choose("", "")).toEqual([0, 1, 2]);
  expect(choose("failed", "")).toEqual([1, 2]);
  expect(choose("failed", "todo")).toEqual([1]);
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Board, type BoardView, toBoard, toRows } from "../../src/analysis/leaderboard.ts";
import type { BoardRow, BoardSlice } from "../../src/core/leaderboard.ts";
import type { Summary } from "../../src/core/summary.ts";
import { makeCheck, makeManifest, makeResult, makeSummary as sumUp, makeTrial } from "../support/results.ts";
import { type Contender, makeStanding, passing } from "./make-contender.ts";
import { makeConditions, makeSummary } from "./make-summary.ts";

const EVERYTHING: BoardView = { slices: [], k: null, onlyFront: false };

const rank = (summaries: readonly Summary[], view: Partial<BoardView> = {}): BoardRow[] =>
  toRows(toBoard(summaries, null), { ...EVERYTHING, ...view }).rows;

const slice = (by: BoardSlice["by"], ...values: string[]): BoardSlice => ({ by, values });

const ranksOf = (rows: readonly BoardRow[]): Record<string, number | null> =>
  Object.fromEntries(rows.map((row) => [row.label, row.rank]));

const labelsOf = (rows: readonly BoardRow[]): string[] => rows.map(({ label }) => label);

const closeTo = (value: number): unknown => expect.closeTo(value, 9);

/** Four that can be told apart, on forty tasks. */
const FIELD: readonly (Contender & { readonly passed: number })[] = [
  {
    name: "loop a/frontier",
    passed: 40,
    costUsd: 2,
    metadata: {
      organisation: "Acme",
      region: "North America",
      licence: "proprietary",
      availability: "preview",
      sizeClass: "frontier",
    },
    endpointRegion: "us-east-1",
  },
  {
    name: "loop b/open",
    passed: 30,
    costUsd: 0.2,
    metadata: {
      organisation: "Basel",
      region: "Europe",
      licence: "Apache-2.0",
      availability: "open-weights",
      sizeClass: "large",
    },
    endpointRegion: "us-east-1",
  },
  {
    name: "codex c/public",
    passed: 16,
    costUsd: 0.5,
    metadata: {
      organisation: "Chiba",
      region: "Asia-Pacific",
      licence: "proprietary",
      availability: "public-api",
      sizeClass: "small",
    },
    endpointRegion: "eu",
  },
  { name: "loop d/unknown", passed: 3, costUsd: 0.1 },
];

const field = (): Summary =>
  makeSummary(
    "field",
    FIELD.map(({ passed, ...contender }) => makeStanding(contender, passing(passed, 40))),
  );

describe("a leaderboard", () => {
  it("ranks the best first, and gives a rank to all that cannot be told apart", () => {
    expect(ranksOf(rank([field()]))).toEqual({
      "loop a/frontier": 1,
      "loop b/open": 2,
      "codex c/public": 3,
      "loop d/unknown": 4,
    });
    const close = makeSummary("close", [
      makeStanding({ name: "loop a/one" }, passing(20, 40)),
      makeStanding({ name: "loop b/two" }, passing(22, 40)),
    ]);
    expect(rank([close]).map(({ label, rank: own }) => [label, own])).toEqual([
      ["loop b/two", 1],
      ["loop a/one", 1],
    ]);
  });

  it("does not rank what no model worked in, and lets it take no rank and no place on the front", () => {
    const rows = rank([
      makeSummary("run", [
        makeStanding({ name: "oracle", costUsd: 0 }, passing(40, 40)),
        makeStanding({ name: "loop m/weak" }, passing(4, 40)),
      ]),
    ]);
    expect(
      rows.map(({ label, rank: own, unranked, isOnParetoFront }) => [label, own, unranked, isOnParetoFront]),
    ).toEqual([
      ["loop m/weak", 1, null, true],
      ["oracle", null, "no-model", false],
    ]);
    expect(rows[1]!.placings).toEqual([]);
    expect(rows[1]!.score.value).toBe(1);
  });

  it("does not rank one trial alone, nor what could not be scored, and is never NaN", () => {
    const rows = rank([
      makeSummary(
        "run",
        [
          makeStanding({ name: "loop m/one" }, { only: [1] }),
          makeStanding({ name: "loop m/lost" }, { only: [null, null] }),
        ],
        { headline: "score" },
      ),
    ]);
    const [one, lost] = rows;
    expect([one!.label, lost!.label]).toEqual(["loop m/one", "loop m/lost"]);
    expect(one!.score.value).toBe(1);
    expect([one!.rank, one!.unranked]).toEqual(
      one!.score.interval === null ? [null, "no-interval"] : [1, null],
    );
    expect([lost!.rank, lost!.unranked, lost!.infraErrors]).toEqual([null, "not-scored", 2]);
    expect(rows[1]!).toMatchObject({
      scored: 0,
      trials: 2,
      tasks: 0,
      passAt: null,
      costPerPassedUsd: null,
      perTrial: { costUsd: null, tokens: null },
    });
    expect(JSON.parse(JSON.stringify(rows))).toEqual(rows);
  });

  it("leaves infrastructure errors out of scores and of costs by trial, and counts them", () => {
    const [row] = rank([
      makeSummary("run", [makeStanding({ name: "loop m/x", costUsd: 1 }, { a: [1, null], b: [0, 1] })]),
    ]);
    expect(row).toMatchObject({
      scored: 3,
      trials: 4,
      infraErrors: 1,
      passed: 2,
      tasks: 2,
      passRate: { value: 0.75 },
      costPerPassedUsd: 2,
    });
    expect(row!.perTrial.costUsd).toBeCloseTo(1, 12);
  });

  it("says nothing of costs where one is unknown", () => {
    const rows = rank([
      makeSummary("known", [makeStanding({ name: "loop m/x", costUsd: 1 }, passing(3, 4))]),
      makeSummary("unknown", [makeStanding({ name: "loop m/x", costUsd: null }, passing(3, 4))], {
        startedAt: "2026-01-03T00:00:00.000Z",
      }),
    ]);
    expect(rows).toMatchObject([
      { costPerPassedUsd: null, perTrial: { costUsd: null, tokens: 20_000 }, isOnParetoFront: false },
    ]);
  });

  it("takes the largest k that all have, and the one that was asked for", () => {
    const summary = makeSummary("run", [
      makeStanding({ name: "loop m/three" }, { a: [1, 0, 1], b: [0, 0, null, 1] }),
      makeStanding({ name: "loop m/two" }, { a: [1, 1], b: [1, 0] }),
    ]);
    const chosen = toRows(toBoard([summary], null), EVERYTHING);
    expect(chosen.k).toBe(2);
    expect(chosen.rows.map(({ label, passAt }) => [label, passAt])).toEqual([
      ["loop m/two", { k: 2, anyOf: 1, allOf: 0.5, tasks: 2 }],
      ["loop m/three", { k: 2, anyOf: closeTo(5 / 6), allOf: closeTo(1 / 6), tasks: 2 }],
    ]);
    expect(rank([summary], { k: 3 }).map(({ passAt }) => passAt?.tasks ?? null)).toEqual([null, 2]);
    expect(rank([summary], { k: 50 }).map(({ passAt }) => passAt)).toEqual([null, null]);
  });

  it("says of which runs, when, and by which harness", () => {
    const later = { startedAt: "2026-02-01T00:00:00.000Z", buildoff: "0.2.0" };
    const group = makeStanding({ name: "loop m/x" }, passing(2, 4));
    const [row] = rank([makeSummary("second", [group], later), makeSummary("first", [group])]);
    expect(row).toMatchObject({
      runs: ["first", "second"],
      firstRunAt: "2026-01-02T03:04:05.000Z",
      lastRunAt: "2026-02-01T00:00:00.000Z",
      buildoff: ["0.1.0", "0.2.0"],
    });
  });

  it("has nothing to say of an agent's time in a run that only graded again, and keeps its costs", () => {
    const group = makeStanding({ name: "loop m/x", costUsd: 1 }, passing(2, 4));
    const [row] = rank([makeSummary("again", [group], { derivedFrom: "first" })]);
    expect(row!.perTrial).toEqual({ costUsd: 1, tokens: 20_000, wallMs: null, workingMs: null });
  });

  it("tells configurations of one name apart", () => {
    const one = makeStanding({ name: "loop m/x" }, passing(2, 4));
    const { model } = one.configuration;
    const other = {
      ...one,
      configuration: {
        ...one.configuration,
        key: "other",
        model: { ...model!, generation: { ...model!.generation, reasoningEffort: "high" } },
      },
    };
    expect(labelsOf(rank([makeSummary("run", [one, other])])).toSorted()).toEqual([
      "loop m/x [reasoningEffort=default]",
      "loop m/x [reasoningEffort=high]",
    ]);
  });
});

describe("slices", () => {
  const SLICES: readonly (readonly [BoardSlice, readonly string[]])[] = [
    [slice("organisation", "Acme"), ["loop a/frontier"]],
    [slice("organisationRegion", "asia-pacific"), ["codex c/public"]],
    [slice("organisationRegion", "Europe", "Asia-Pacific"), ["loop b/open", "codex c/public"]],
    [slice("endpointRegion", "us-east-1"), ["loop a/frontier", "loop b/open"]],
    [slice("licence", "Apache-2.0"), ["loop b/open"]],
    [slice("availability", "open-weights", "public-api"), ["loop b/open", "codex c/public"]],
    [slice("size", "small"), ["codex c/public"]],
    [slice("agent", "codex"), ["codex c/public"]],
    [slice("organisation", "unknown"), ["loop d/unknown"]],
  ];

  it.each(SLICES)("by a model's metadata: %j", (asked, expected) => {
    const rows = rank([field()], { slices: [asked] });
    expect(labelsOf(rows)).toEqual(expected);
    expect(rows.map(({ rank: own }) => own)).toEqual(expected.map((_, index) => index + 1));
    const overall = ranksOf(rank([field()]));
    expect(rows.map(({ label, overallRank }) => [label, overallRank])).toEqual(
      expected.map((label) => [label, overall[label]]),
    );
  });

  it("keep the organisation's region and the endpoint's apart", () => {
    expect(labelsOf(rank([field()], { slices: [slice("organisationRegion", "us-east-1")] }))).toEqual([]);
    expect(labelsOf(rank([field()], { slices: [slice("endpointRegion", "Europe")] }))).toEqual([]);
  });

  it("must all fit", () => {
    const both = [
      slice("agent", "loop"),
      slice("endpointRegion", "us-east-1"),
      slice("licence", "Apache-2.0"),
    ];
    expect(labelsOf(rank([field()], { slices: both }))).toEqual(["loop b/open"]);
  });

  it("of tasks are made of these tasks alone, with the overall rank beside", () => {
    const page = { category: "page", difficulty: "easy", locale: "en", stack: "static" };
    const game = { category: "game", difficulty: "hard", locale: "ur", stack: "node" };
    const cells = (pages: number, games: number) => ({
      ...Object.fromEntries(
        Array.from({ length: 30 }, (_, index) => [`page-${index}@en`, [index < pages ? 1 : 0]]),
      ),
      ...Object.fromEntries(
        Array.from({ length: 10 }, (_, index) => [`game-${index}@zh`, [index < games ? 1 : 0]]),
      ),
    });
    const summary = makeSummary("run", [
      makeStanding({ name: "loop m/pages", costUsd: 1 }, cells(30, 0)),
      makeStanding({ name: "loop m/games", costUsd: 1 }, cells(3, 10)),
    ]);
    const facets = Object.fromEntries(
      Object.keys(summary.facets).map((task) => [task, task.startsWith("page") ? page : game]),
    );
    const board = [{ ...summary, facets }];
    expect(ranksOf(rank(board))).toEqual({ "loop m/pages": 1, "loop m/games": 2 });
    for (const asked of [
      slice("category", "game"),
      slice("difficulty", "hard"),
      slice("locale", "ur"),
      slice("stack", "node"),
      slice("language", "zh"),
    ]) {
      const rows = rank(board, { slices: [asked] });
      expect(
        rows.map(({ label, rank: own, overallRank, tasks }) => [label, own, overallRank, tasks]),
      ).toEqual([
        ["loop m/games", 1, 2, 10],
        ["loop m/pages", 2, 1, 10],
      ]);
      expect(rows[0]).toMatchObject({ passed: 10, costPerPassedUsd: 1 });
      expect(rows[1]).toMatchObject({ passed: 0, costPerPassedUsd: null });
      expect(rows[0]!.placings.at(-1)).toMatchObject({ among: "slice", rank: 1, of: 2 });
    }
  });
});

describe("placings", () => {
  it("say where each stands overall, among what is publicly available, and in its organisation's region", () => {
    const rows = rank([field()]);
    const of = (label: string) => rows.find((row) => row.label === label)!.placings;
    expect(of("codex c/public")).toEqual([
      { among: "overall", value: null, rank: 3, of: 4, isShared: false },
      { among: "publicly-available", value: null, rank: 2, of: 2, isShared: false },
      { among: "organisation-region", value: "Asia-Pacific", rank: 1, of: 1, isShared: false },
    ]);
    expect(of("loop a/frontier").map(({ among }) => among)).toEqual(["overall", "organisation-region"]);
    expect(of("loop d/unknown").map(({ among }) => among)).toEqual(["overall"]);
  });

  it("say where a rank is shared", () => {
    const close = makeSummary("close", [
      makeStanding({ name: "loop a/one" }, passing(20, 40)),
      makeStanding({ name: "loop b/two" }, passing(22, 40)),
    ]);
    expect(rank([close]).map(({ placings }) => placings[0]!.isShared)).toEqual([true, true]);
  });
});

describe("the front", () => {
  it("is of the rows that are shown, and can stand alone", () => {
    const all = rank([field()]);
    expect(labelsOf(all.filter(({ isOnParetoFront }) => isOnParetoFront))).toEqual([
      "loop a/frontier",
      "loop b/open",
      "loop d/unknown",
    ]);
    expect(labelsOf(rank([field()], { onlyFront: true }))).toEqual([
      "loop a/frontier",
      "loop b/open",
      "loop d/unknown",
    ]);
    const inAsia = rank([field()], { onlyFront: true, slices: [slice("agent", "codex")] });
    expect(labelsOf(inAsia)).toEqual(["codex c/public"]);
  });
});

const NAMES = ["loop a/one", "loop b/two", "codex c/three", "oracle"];
const TASKS = ["x", "y@ur", "y", "z"];
const attempts = fc.array(
  fc.oneof({ weight: 5, arbitrary: fc.constantFrom(0, 0.25, 0.5, 1) }, fc.constant(null)),
  {
    minLength: 1,
    maxLength: 3,
  },
);
const groups = fc
  .uniqueArray(fc.constantFrom(...NAMES), { minLength: 1 })
  .chain((names) =>
    fc.tuple(
      ...names.map((name) =>
        fc
          .record(Object.fromEntries(TASKS.map((task) => [task, attempts])))
          .map((cells) => makeStanding({ name }, cells)),
      ),
    ),
  );
const runs = fc
  .array(groups, { minLength: 1, maxLength: 4 })
  .map((all) =>
    all.map((own, index) =>
      makeSummary(`run-${index}`, own, { startedAt: `2026-01-0${(index % 2) + 1}T00:00:00.000Z` }),
    ),
  );

describe("for any runs", () => {
  const withoutSpeed = { numRuns: 40 };

  it("their order changes nothing", () => {
    const shuffled = runs.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        expect(rank(other)).toEqual(rank(all));
      }),
      withoutSpeed,
    );
  });

  it("one that fails at everything gives nobody a better rank, and takes none", () => {
    fc.assert(
      fc.property(runs, (all) => {
        const last = makeStanding(
          { name: "loop z/worst" },
          Object.fromEntries(TASKS.map((task) => [task, [0, 0, 0]])),
        );
        const before = ranksOf(rank(all));
        const after = ranksOf(rank([...all, makeSummary("worst", [last])]));
        for (const [label, own] of Object.entries(before)) expect(after[label]).toBe(own);
      }),
      withoutSpeed,
    );
  });

  it("every slice keeps the overall rank, and gives a rank no worse", () => {
    fc.assert(
      fc.property(runs, fc.constantFrom("loop", "codex"), (all, agent) => {
        const overall = ranksOf(rank(all));
        for (const row of rank(all, { slices: [slice("agent", agent)] })) {
          expect(row.overallRank).toBe(overall[row.label]);
          expect(row.rank ?? 0).toBeLessThanOrEqual(row.overallRank ?? 0);
        }
      }),
      withoutSpeed,
    );
  });
});

describe("runs of one configuration", () => {
  const scores = fc.array(fc.constantFrom(0, 1 / 3, 0.5, 1, null), { minLength: 1, maxLength: 4 });
  const split = fc.record({ x: fc.tuple(scores, scores), y: fc.tuple(scores, scores) });

  function toResults(task: string, own: readonly (number | null)[], prefix: string) {
    return own.map((score, index) =>
      makeResult(
        makeTrial(`${prefix}.${task}.k${index}`, { task, agent: "loop", model: "m/x", attempt: index + 1 }),
        [makeCheck("one", score === 1)],
        {
          score,
          passed: score === null ? null : score === 1,
          ...(score === null
            ? { outcome: { kind: "infra-error", code: "engine", message: "gone" } as const, turns: [] }
            : {}),
          durationMs: 1_000 * (index + 1),
        },
      ),
    );
  }

  it("are together what one run with all of their attempts is", () => {
    fc.assert(
      fc.property(split, ({ x, y }) => {
        const parts = [0, 1].map((part) => [
          ...toResults("x", x[part]!, `r${part}`),
          ...toResults("y", y[part]!, `r${part}`),
        ]);
        const sum = (results: (typeof parts)[number], runId: string) =>
          sumUp(
            makeManifest(
              results.map(({ trial }) => trial),
              { runId },
            ),
            results,
          );
        const [apart] = rank(parts.map((results, index) => sum(results, `run-${index}`)));
        const [whole] = rank([sum(parts.flat(), "whole")]);
        const { runs: _apart, ...figures } = apart!;
        const { runs: _whole, ...expected } = whole!;
        expect(roundAll(figures)).toEqual(roundAll(expected));
      }),
      { numRuns: 60 },
    );
  });

  it("stay apart on another suite", () => {
    const group = makeStanding({ name: "loop m/x" }, passing(2, 4));
    const suite = { name: "demo", version: "2.0.0", hash: "b".repeat(64) };
    const other = makeConditions(Object.keys(passing(2, 4)), { suite });
    const rows = rank([makeSummary("old", [group]), makeSummary("new", [group], { conditions: other })]);
    expect(labelsOf(rows).toSorted()).toEqual(["loop m/x [version=1.0.0]", "loop m/x [version=2.0.0]"]);
  });
});

/** Sums in another order differ in their last digits. */
const roundAll = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_key, member) =>
      typeof member === "number" ? Number(member.toPrecision(9)) : member,
    ),
  );

describe("unlike runs", () => {
  const tasks = Object.keys(passing(2, 4));
  const group = makeStanding({ name: "loop m/x" }, passing(2, 4));
  const boardOf = (...changes: Parameters<typeof makeSummary>[2][]): Board =>
    toBoard(
      [
        makeSummary("first", [group]),
        ...changes.map((change, index) => makeSummary(`other-${index}`, [group], change)),
      ],
      null,
    );
  const refused = ({ differences }: Board): string[] =>
    differences.filter(({ severity }) => severity === "refuses").map(({ what }) => what);

  it("are told, each with what differs", () => {
    expect(boardOf({}).differences).toEqual([]);
    const suite = { name: "demo", version: "1.1.0", hash: "b".repeat(64) };
    const unlike = boardOf({ conditions: makeConditions(tasks, { suite, seeds: [7], sandbox: "local" }) });
    expect(refused(unlike)).toEqual(expect.arrayContaining(["suite", "seeds", "sandbox"]));
    expect(unlike.differences[0]!.between).toEqual(["first", "other-0"]);
  });

  it("are found in what a third one has, too", () => {
    const more = makeConditions([...tasks, "extra"]);
    const changed = { ...more, tasks: { ...more.tasks, extra: "c".repeat(64) } };
    expect(refused(boardOf({ conditions: more }, { conditions: changed }))).toContain("task extra");
  });

  it("are those, too, of which one was tried at fewer tasks", () => {
    const easy = makeStanding({ name: "loop m/easy" }, { "task-01": [1] });
    const reference = makeStanding({ name: "oracle" }, { "task-02": [1] });
    const board = toBoard([makeSummary("run", [group, easy, reference])], null);
    expect(board.differences).toEqual([
      {
        between: ["all together", "loop m/easy"],
        what: "tasks that were tried",
        a: "4",
        b: "1, without task-02 (en), task-03 (en), task-04 (en)",
        severity: "refuses",
      },
    ]);
  });
});

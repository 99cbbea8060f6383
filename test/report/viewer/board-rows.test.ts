import { describe, expect, it } from "vitest";
import { toBoard, toRows } from "../../../src/analysis/leaderboard.ts";
import { MODEL_FACETS, valuesOfModel } from "../../../src/analysis/leaderboard/model-values.ts";
import { fitsModels } from "../../../src/analysis/leaderboard/slice.ts";
import { ModelFacetSchema } from "../../../src/core/leaderboard.ts";
import { countValues, toShownRows } from "../../../src/report/viewer/pages/leaderboard/shown-rows.ts";
import {
  type BoardView,
  COLUMNS,
  parseView,
  sortBy,
  toggleValue,
  toQuery,
} from "../../../src/report/viewer/pages/leaderboard/view.ts";
import { describePlacings, formatRank } from "../../../src/report/viewer/pages/leaderboard/words.ts";
import { toHref } from "../../../src/report/viewer/data/router.ts";
import { describePlacings as describeOnTerminal } from "../../../src/cli/leaderboard/words.ts";
import { type Contender, makeStanding, passing } from "../../analysis/make-contender.ts";
import { makeSummary } from "../../analysis/make-summary.ts";

const FIELD: readonly (Contender & { readonly passed: number })[] = [
  {
    name: "loop a/frontier",
    passed: 39,
    costUsd: 2,
    metadata: {
      organisation: "Acme",
      region: "North America",
      availability: "preview",
      sizeClass: "frontier",
    },
    endpointRegion: "us-east-1",
  },
  {
    name: "loop b/open",
    passed: 28,
    costUsd: 0.2,
    metadata: { organisation: "Bee", region: "Asia-Pacific", availability: "open-weights", licence: "mit" },
    endpointRegion: "eu-west-1",
  },
  {
    name: "codex b/open",
    passed: 26,
    costUsd: 0.4,
    metadata: { organisation: "Bee", region: "Asia-Pacific", availability: "open-weights", licence: "mit" },
  },
  {
    name: "loop c/api",
    passed: 10,
    costUsd: null,
    metadata: { availability: "public-api", region: "Europe" },
  },
  { name: "loop d/unknown", passed: 9, costUsd: 0.1 },
  { name: "oracle", passed: 40, costUsd: 0 },
];

const board = toBoard(
  [
    makeSummary(
      "run",
      FIELD.map((contender) => makeStanding(contender, passing(contender.passed, 40))),
    ),
  ],
  null,
);
const everything = toRows(board, { slices: [], k: null, onlyFront: false }).rows;
const ALL = parseView(new URLSearchParams());
const show = (view: Partial<BoardView>) => toShownRows(everything, { ...ALL, ...view }, board.metric);

describe("rows of the leaderboard that are shown", () => {
  const values = MODEL_FACETS.flatMap((facet) =>
    countValues(everything, facet).map(([value]) => ({ facet, value })),
  );

  it.each(values)("are those of the analysis, ranked alike, for $facet $value", ({ facet, value }) => {
    const { rows } = toRows(board, { slices: [{ by: facet, values: [value] }], k: null, onlyFront: false });
    const shown = show({ wanted: { [facet]: [value] } });
    expect(shown.map(({ row, rank, isOnFront }) => [row.label, rank, isOnFront])).toStrictEqual(
      rows.map(({ label, rank, isOnParetoFront }) => [label, rank, isOnParetoFront]),
    );
  });

  it("are all, as the analysis has them, where nothing is filtered", () => {
    expect(show({}).map(({ row, rank }) => [row.label, rank])).toStrictEqual(
      everything.map(({ label, rank }) => [label, rank]),
    );
  });

  it("are ranked anew among what is publicly available", () => {
    const shown = show({ onlyPublic: true });
    expect(
      shown.map(({ row, rank, isShared }) => [row.label, formatRank(rank, isShared), row.overallRank]),
    ).toStrictEqual([
      ["loop b/open", "1=", 2],
      ["codex b/open", "1=", 2],
      ["loop c/api", "3", 4],
    ]);
  });

  it("keep ranks of all when only the front is shown", () => {
    const shown = show({ onlyFront: true });
    expect(shown.every(({ isOnFront }) => isOnFront)).toBe(true);
    expect(shown.map(({ row, rank }) => [row.label, rank])).toStrictEqual(
      everything.filter((row) => row.isOnParetoFront).map(({ label, rank }) => [label, rank]),
    );
  });

  it("stand in the order that is asked for, with what is unknown last either way", () => {
    const costs = (isDescending: boolean) =>
      show({ sort: "costUsd", isDescending, wanted: { agent: ["loop"] } }).map(({ row }) =>
        row.perTrial.costUsd?.toFixed(1),
      );
    expect(costs(false)).toStrictEqual(["0.1", "0.2", "2.0", undefined]);
    expect(costs(true)).toStrictEqual(["2.0", "0.2", "0.1", undefined]);
    expect(show({ sort: "passRate" })[0]!.row.label).toBe("oracle");
  });
});

describe("what models are filtered by", () => {
  it("are the facets of the analysis, with its values", () => {
    expect([...MODEL_FACETS]).toStrictEqual(ModelFacetSchema.options);
    for (const { configuration } of everything) {
      for (const facet of MODEL_FACETS) {
        const own = valuesOfModel(facet, configuration);
        expect(fitsModels(configuration, [{ by: facet, values: own }])).toBe(true);
        expect(fitsModels(configuration, [{ by: facet, values: ["something else"] }])).toBe(false);
      }
    }
  });
});

describe("the leaderboard's address", () => {
  it("holds all of the view", () => {
    for (const sort of COLUMNS) {
      const view: BoardView = {
        slice: "category:game & more",
        wanted: { organisation: ["Acme", "Bee & Co"], size: ["small"] },
        onlyPublic: true,
        onlyFront: true,
        sort,
        isDescending: true,
      };
      const href = toHref(["leaderboard"], toQuery(view));
      expect(parseView(new URLSearchParams(href.split("?")[1]))).toStrictEqual(view);
    }
  });

  it("is short where nothing is asked for, and forgives what it does not know", () => {
    expect(toHref(["leaderboard"], toQuery(ALL))).toBe("#/leaderboard");
    expect(parseView(new URLSearchParams("sort=luck&shoe=42"))).toStrictEqual(ALL);
  });

  it("changes by one value, and turns a column round that is sorted by already", () => {
    const once = toggleValue(ALL, "agent", "loop");
    expect(once.wanted).toStrictEqual({ agent: ["loop"] });
    expect(toggleValue(once, "agent", "loop")).toStrictEqual(ALL);
    const sorted = sortBy(ALL, "score");
    expect([sorted.isDescending, sortBy(sorted, "score").isDescending]).toStrictEqual([false, true]);
  });
});

it("words placings as the command line does", () => {
  for (const row of everything.filter(({ rank }) => rank !== null)) {
    for (const noun of ["models", "configurations"])
      expect(`x: ${describePlacings(row, noun)}`).toBe(describeOnTerminal("x", row, noun));
  }
});

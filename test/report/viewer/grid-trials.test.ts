import { describe, expect, test } from "vitest";
import { isChoice, toFacets } from "../../../src/report/viewer/pages/grid/facets.ts";
import { filterTrials } from "../../../src/report/viewer/pages/grid/filter-trials.ts";
import { countFlips, findFlips } from "../../../src/report/viewer/pages/grid/flips.ts";
import { sortTrials } from "../../../src/report/viewer/pages/grid/sort-trials.ts";
import { toTaskGrid } from "../../../src/report/viewer/pages/grid/task-rows.ts";
import {
  clearFilters,
  isFiltered,
  type ListColumn,
  parseView,
  toViewHref,
} from "../../../src/report/viewer/pages/grid/view.ts";
import { makeGridRun, type MadeTrial } from "./make-grid-run.ts";

const view = (query: string) => parseView(new URLSearchParams(query), 2);
const TRIALS: readonly MadeTrial[] = [
  { task: "shop", group: "loop", language: "en", score: 1, costUsd: 0.3 },
  {
    task: "shop",
    group: "oracle",
    language: "ur",
    state: "failed",
    failedPhase: "check",
    score: 0.5,
    failedChecks: ["opens", "adds"],
  },
  { task: "game", group: "loop", state: "failed", failedPhase: "build", score: 0, durationMs: 9_000 },
  { task: "game", group: "oracle", state: "failed", outcome: "limit", score: 0.2, failedChecks: ["opens"] },
  {
    task: "game",
    group: "oracle",
    attempt: 2,
    state: "unscored",
    outcome: "infra-error",
    score: null,
    costUsd: null,
  },
];
const run = makeGridRun(TRIALS, [
  { id: "shop", title: "دکان Shop", category: "storefront", difficulty: "hard", locale: "ur" },
]);
const shown = (query: string) => filterTrials(run, view(query), null);

describe("the trials that an address asks for", () => {
  test.each([
    ["", [0, 1, 2, 3, 4]],
    ["category=storefront", [0, 1]],
    ["difficulty=hard&group=loop", [0]],
    ["locale=ur", [0, 1]],
    ["language=ur", [1]],
    ["task=game&group=oracle", [3, 4]],
    ["outcome=passed", [0]],
    ["outcome=failed", [1, 2, 3]],
    ["outcome=infra-error", [4]],
    ["outcome=limit&outcome=infra-error", [3, 4]],
    ["outcome=limit&state=failed", [3]],
    ["outcome=completed&phase=none&state=failed", []],
    ["phase=none&state=failed", [3]],
    ["phase=build&phase=check", [1, 2]],
    ["check=opens", [1, 3]],
    ["check=adds&check=opens&language=en", [3]],
    ["check=nothing-is-called-this", []],
    ["q=SHOP", [0, 1]],
    ["q=دکان", [0, 1]],
    ["q=+game+", [2, 3, 4]],
    ["q=neither", []],
  ])("%s", (query, places) => {
    expect(shown(query)).toEqual(places);
  });
});

describe("a view", () => {
  test("stands in its address whole", () => {
    const query =
      "q=a+b&category=game&category=shop&state=failed&check=opens&against=1&flips=only&layout=list&sort=slowest&order=-cost&pictures=off";
    const href = toViewHref(view(query));
    expect(parseView(new URLSearchParams(href.split("?")[1]), 2)).toEqual(view(query));
    expect(toViewHref(view(""))).toBe("#/grid");
  });

  test("takes what it does not know for nothing", () => {
    expect(view("against=7&layout=cube&sort=luck&order=fate&flips=maybe")).toEqual(view(""));
    expect(isFiltered(view("sort=failed&layout=list"))).toBe(false);
  });

  test("is without filters as it was laid out", () => {
    const cleared = clearFilters(view("q=a&category=game&against=1&flips=only&sort=failed"));
    expect(isFiltered(cleared)).toBe(false);
    expect(toViewHref(cleared)).toBe("#/grid?against=1&sort=failed");
  });
});

describe("flips", () => {
  const before = makeGridRun([
    { ...TRIALS[3], state: "passed" },
    { ...TRIALS[0], state: "failed" },
    { ...TRIALS[1], language: "en", state: "passed" },
    { ...TRIALS[2], seed: 1, state: "passed" },
    { ...TRIALS[4], state: "passed" },
  ]);

  test("are trials of one task, configuration, language, seed and attempt that came out the other way", () => {
    const flips = findFlips(run, before);
    expect(flips).toEqual(["up", null, null, "down", null]);
    expect(countFlips(flips)).toEqual({ up: 1, down: 1 });
    expect(filterTrials(run, view("against=1&flips=only"), flips)).toEqual([0, 3]);
    expect(filterTrials(run, view("against=1"), flips)).toHaveLength(5);
  });
});

describe("the grid", () => {
  test("has a row a task and a column a configuration, of those that are shown", () => {
    const grid = toTaskGrid(run, [0, 1, 2, 3, 4], "name");
    expect(grid.groups).toEqual([0, 1]);
    expect(grid.rows.map(({ task, cells }) => [run.tasks[task]!.id, cells])).toEqual([
      ["game", [[2], [3, 4]]],
      ["shop", [[0], [1]]],
    ]);
    expect(toTaskGrid(run, [1], "name")).toEqual({
      groups: [1],
      rows: [{ task: 0, cells: [[1]], trials: 1 }],
    });
  });

  test.each([
    ["name", ["game", "shop"]],
    ["score", ["game", "shop"]],
    ["failed", ["game", "shop"]],
    ["slowest", ["game", "shop"]],
    ["dearest", ["shop", "game"]],
  ] as const)("sorts tasks by %s", (sort, ids) => {
    expect(toTaskGrid(run, [0, 1, 2, 3, 4], sort).rows.map(({ task }) => run.tasks[task]!.id)).toEqual(ids);
  });
});

describe("the list", () => {
  const sorted = (column: ListColumn, isDescending = false) =>
    sortTrials(run, [0, 1, 2, 3, 4], { column, isDescending });

  test("is sorted by any column, and what is not known stands last both ways", () => {
    expect(sorted("plan", true)).toEqual([4, 3, 2, 1, 0]);
    expect(sorted("task")).toEqual([2, 3, 4, 0, 1]);
    expect(sorted("score")).toEqual([2, 3, 1, 0, 4]);
    expect(sorted("score", true)).toEqual([0, 1, 3, 2, 4]);
    expect(sorted("cost", true)).toEqual([0, 1, 2, 3, 4]);
    expect(sorted("time", true)[0]).toBe(2);
    expect(sorted("failed", true)).toEqual([1, 3, 2, 0, 4]);
    expect(sorted("group")).toEqual([0, 2, 1, 3, 4]);
    expect(sorted("state")).toEqual([0, 1, 2, 3, 4]);
  });
});

test("facets count the trials of the run, and are no choice where all trials are alike", () => {
  const facets = new Map(toFacets(run).map(({ filter, values }) => [filter, values]));
  expect(facets.get("state")).toEqual([
    { value: "passed", label: "passed", count: 1 },
    { value: "failed", label: "failed", count: 3 },
    { value: "unscored", label: "not scored", count: 1 },
  ]);
  expect(facets.get("outcome")?.map(({ value, count }) => [value, count])).toEqual([
    ["completed", 3],
    ["limit", 1],
    ["infra-error", 1],
  ]);
  expect(facets.get("check")?.map(({ value, count }) => [value, count])).toEqual([
    ["adds", 1],
    ["opens", 2],
  ]);
  expect(facets.get("task")?.map(({ label }) => label)).toEqual(["The game", "دکان Shop"]);
  expect(toFacets(makeGridRun([{}, {}])).filter(isChoice)).toEqual([]);
  expect(toFacets(run).filter(isChoice)).toHaveLength(10);
});

import { describe, expect, it } from "vitest";
import { findDifferences } from "../../src/analysis/comparability.ts";
import { DEFAULT_LIMITS } from "../../src/core/limits.ts";
import type { Conditions } from "../../src/core/summary.ts";
import { makeConditions } from "./make-summary.ts";

const TASKS = ["board", "todo"];
const base = makeConditions(TASKS);

const other = (changes: Partial<Conditions>): Conditions => ({ ...base, ...changes });
const image = (role: string, tag: string) => ({ images: { ...base.images, [role]: tag } });
const version = (name: string, text: string) => ({ versions: { ...base.versions, [name]: text } });
const short = { ...DEFAULT_LIMITS, wallTimeMs: 60_000 };

interface Case {
  readonly title: string;
  readonly changes: Partial<Conditions>;
  readonly what: string;
}

const REFUSED: readonly Case[] = [
  {
    title: "another suite",
    changes: { suite: { name: "other", version: "1.0.0", hash: "b".repeat(64) } },
    what: "suite",
  },
  {
    title: "another version of the suite",
    changes: { suite: { ...base.suite, version: "1.1.0", hash: "b".repeat(64) } },
    what: "suite",
  },
  {
    title: "another task of the same name",
    changes: { tasks: { ...base.tasks, todo: "b".repeat(64) } },
    what: "task todo",
  },
  {
    title: "another limit of one task",
    changes: { limits: { ...base.limits, todo: short } },
    what: "limit wallTimeMs of task todo",
  },
  {
    title: "another limit of all tasks",
    changes: { limits: { board: short, todo: short } },
    what: "limit wallTimeMs of every task",
  },
  {
    title: "a limit where there was none",
    changes: { limits: { ...base.limits, todo: { ...DEFAULT_LIMITS, costUsd: 1 } } },
    what: "limit costUsd of task todo",
  },
  { title: "other seeds", changes: { seeds: [0, 1] }, what: "seeds" },
  { title: "another sandbox", changes: { sandbox: "local" }, what: "sandbox" },
  {
    title: "another image of a stack",
    changes: image("stack-static", "buildoff/stack-static:ffffffffffff"),
    what: "image stack-static",
  },
  {
    title: "another image of the checker",
    changes: image("checker", "buildoff/checker:ffffffffffff"),
    what: "image checker",
  },
  { title: "another major of Node", changes: version("node", "26.1.0"), what: "major version of node" },
  {
    title: "another major of Chromium",
    changes: version("chromium", "141.0.7339.16"),
    what: "major version of chromium",
  },
  { title: "a judge", changes: { judge: { model: "x" } as never }, what: "judge" },
];

const WARNED: readonly Case[] = [
  { title: "a drift of Node", changes: version("node", "24.22.0"), what: "version of node" },
  {
    title: "a drift of Chromium",
    changes: version("chromium", "140.0.7339.99"),
    what: "version of chromium",
  },
  { title: "a drift of Debian", changes: version("debian", "13.3"), what: "version of debian" },
  {
    title: "another layer of the same agent",
    changes: image("agent-qwen-code-static", "buildoff/agent-qwen-code-static:ffffffffffff"),
    what: "image agent-qwen-code-static",
  },
  {
    title: "an image that only one has",
    changes: image("stack-vite", "buildoff/stack-vite:ffffffffffff"),
    what: "image stack-vite",
  },
  {
    title: "a task that only one has",
    changes: {
      tasks: { ...base.tasks, chat: "c".repeat(64) },
      limits: { ...base.limits, chat: short },
    },
    what: "tasks that only one has",
  },
];

const SILENT: readonly Omit<Case, "what">[] = [
  { title: "nothing differs", changes: {} },
  {
    title: "only one run has an agent's layer",
    changes: image("agent-codex-static", "buildoff/agent-codex-static:ffffffffffff"),
  },
  { title: "an agent has another version", changes: version("qwen-code", "0.4.0") },
  { title: "only one run has a version of something", changes: version("vite", "8.3.8") },
  {
    title: "the same stands in another order",
    changes: {
      tasks: Object.fromEntries(Object.entries(base.tasks).toReversed()),
      images: Object.fromEntries(Object.entries(base.images).toReversed()),
    },
  },
];

describe("findDifferences", () => {
  it.each(REFUSED)("refuses $title", ({ changes, what }) => {
    expect(findDifferences(base, other(changes))).toMatchObject([{ what, severity: "refuses" }]);
  });

  it.each(WARNED)("warns of $title", ({ changes, what }) => {
    expect(findDifferences(base, other(changes))).toMatchObject([{ what, severity: "warns" }]);
  });

  it.each(SILENT)("says nothing where $title", ({ changes }) => {
    expect(findDifferences(base, other(changes))).toEqual([]);
  });

  it.each([...REFUSED, ...WARNED])("finds the same the other way round: $title", ({ changes }) => {
    const turned = findDifferences(other(changes), base).map(({ a, b, ...rest }) => ({
      ...rest,
      a: b,
      b: a,
    }));
    expect(turned).toEqual(findDifferences(base, other(changes)));
  });

  it("says both values", () => {
    expect(findDifferences(base, other({ limits: { board: short, todo: short } }))).toEqual([
      { what: "limit wallTimeMs of every task", a: "20m 00s", b: "1m 00s", severity: "refuses" },
    ]);
  });

  it("does not list the images of another sandbox", () => {
    const local = other({ sandbox: "local", images: {} });
    expect(findDifferences(base, local).map(({ what }) => what)).toEqual(["sandbox"]);
  });

  it("names a few of many tasks", () => {
    const names = Array.from({ length: 40 }, (_, index) => `t${String(index).padStart(2, "0")}`);
    const [difference] = findDifferences(makeConditions([]), makeConditions(names));
    expect(difference).toMatchObject({ a: "none", b: "t00, t01, t02, t03, t04 and 35 more" });
  });
});

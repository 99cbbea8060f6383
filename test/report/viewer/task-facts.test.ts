import { expect, test } from "vitest";
import type { TaskCheck } from "../../../src/report/model/task-detail.ts";
import {
  countFailures,
  directionOf,
  languageName,
  toCheckProofs,
  trialsOf,
} from "../../../src/report/viewer/pages/task/task-facts.ts";
import {
  MOST_PLAYING,
  parseTaskView,
  togglePlaying,
  toTaskHref,
} from "../../../src/report/viewer/pages/task/view.ts";
import { makeGridRun } from "./make-grid-run.ts";

test("a check's failures are counted over the scored trials of its task", () => {
  const run = makeGridRun([
    { task: "a", failedChecks: [] },
    { task: "a", state: "failed", failedChecks: ["opens", "adds"] },
    { task: "b", state: "failed", failedChecks: ["opens"] },
    { task: "a", state: "failed", failedChecks: ["opens"] },
    { task: "a", state: "unscored", failedChecks: ["opens"] },
  ]);
  const { scored, failed } = countFailures(run, trialsOf(run, 0));
  expect(scored).toBe(3);
  expect([...failed]).toEqual([
    ["opens", 2],
    ["adds", 1],
  ]);
});

test("a mutant belongs to the check whose whole name it begins with", () => {
  const checks = ["adds", "adds-twice", "opens"].map((id) => ({ id }) as TaskCheck);
  const mutants = ["adds.wrong-total", "adds-twice.no.second"];
  expect(toCheckProofs(checks, { hasSolution: true, alternatives: [], mutants, cheats: [] })).toEqual([
    { check: "adds", mutants: ["wrong-total"] },
    { check: "adds-twice", mutants: ["no.second"] },
    { check: "opens", mutants: [] },
  ]);
});

test("a brief runs the way of its language, and a language has its name", () => {
  expect(["ur", "ur-PK", "ar", "he", "pa-Arab"].map(directionOf)).toEqual(
    Array.from({ length: 5 }, () => "rtl"),
  );
  expect(["en", "zh", "pa", "ur-Latn", ""].map(directionOf)).toEqual(Array.from({ length: 5 }, () => "ltr"));
  expect(languageName("ur")).toBe("Urdu (ur)");
  expect(languageName("not a language")).toBe("not a language");
});

test("what plays stands in the address, and of too many the first one ends", () => {
  const start = parseTaskView(
    ["task", "run", "a"],
    new URLSearchParams("language=ur&play=4&play=x&play=4&play=2"),
  );
  expect(start).toEqual({ runId: "run", taskId: "a", language: "ur", playing: [4, 2] });
  const more = [7, 8].reduce(togglePlaying, start);
  expect(more.playing).toEqual([2, 7, 8]);
  expect(more.playing).toHaveLength(MOST_PLAYING);
  expect(togglePlaying(more, 7).playing).toEqual([2, 8]);
  expect(toTaskHref(more)).toBe("#/task/run/a?language=ur&play=2&play=7&play=8");
});

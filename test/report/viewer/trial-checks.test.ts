import { describe, expect, it } from "vitest";
import type { Review } from "../../../src/core/review.ts";
import { findDifference } from "../../../src/report/viewer/pages/trial/checks/difference.ts";
import { findEarlyEnd } from "../../../src/report/viewer/pages/trial/checks/find-early-end.ts";
import { takeLastLines } from "../../../src/report/viewer/pages/trial/checks/last-lines.ts";
import { listPictures } from "../../../src/report/viewer/pages/trial/checks/list-pictures.ts";
import { listStanding } from "../../../src/report/viewer/pages/trial/checks/standing-reviews.ts";

describe("the part in which two texts differ", () => {
  it("is what stands between a common beginning and a common end", () => {
    expect(findDifference("The total is 12.50 in all", "The total is 12.05 in all")).toEqual({
      start: "The total is 12.",
      expected: "50",
      actual: "05",
      end: " in all",
    });
  });

  it("may be empty on one side", () => {
    expect(findDifference("1, 2, 3", "1, 2, 3, 4")).toEqual({
      start: "1, 2, 3",
      expected: "",
      actual: ", 4",
      end: "",
    });
  });

  it("never cuts a character of two units", () => {
    expect(findDifference("total 😀", "total 😁")).toMatchObject({ expected: "😀", actual: "😁" });
  });

  it("is not marked where the texts are the same or have next to nothing in common", () => {
    expect(findDifference("same", "same")).toBeNull();
    expect(findDifference("12.50", "NaN")).toBeNull();
  });
});

type Ended = Parameters<typeof findEarlyEnd>[0];
const ended = (outcome: Ended["outcome"]): Ended => ({ outcome, phase: "check", turns: [] });
const built = { turn: 1, failedPhase: null, message: null, checks: [] };

describe("an end before the checks", () => {
  it("there is none where the checks ran", () => {
    expect(findEarlyEnd(ended({ kind: "completed" }), built)).toBeNull();
  });

  it("a build that failed is told with its message, and where its log is", () => {
    const end = findEarlyEnd(ended({ kind: "completed" }), {
      ...built,
      failedPhase: "build",
      message: "exit code 1",
    });
    expect(end).toMatchObject({
      title: "The app did not build",
      message: "exit code 1",
      phase: "build",
      turn: 1,
    });
  });

  it("an infrastructure error counts against nobody", () => {
    const outcome = { kind: "infra-error", code: "provider", message: "503" } as const;
    expect(findEarlyEnd(ended(outcome), null)).toMatchObject({
      message: "503",
      code: "provider",
      countsAgainstNobody: true,
    });
  });

  it("a limit is told of where no check ran after it", () => {
    const outcome = { kind: "limit", limit: "tokens", message: "5000" } as const;
    expect(findEarlyEnd(ended(outcome), null)).toMatchObject({ title: "The agent met the limit tokens" });
  });
});

it("the last lines of a log are kept, and those before them counted", () => {
  expect(takeLastLines("a\nb\nc\n", 2)).toEqual({ text: "b\nc", leftOut: 1 });
  expect(takeLastLines("a", 2)).toEqual({ text: "a", leftOut: 0 });
});

describe("pictures of a check", () => {
  const screenshots = [
    { check: "opens", name: "failure", file: "screenshots/turn-1/000.opens.failure.png" },
    { check: "other", name: "failure", file: "screenshots/turn-1/001.other.failure.png" },
  ];
  const known = { turn: 1, firstPage: "screenshots/turn-1/first-page.jpg", screenshots };

  it("a check that failed stands beside the app's first page", () => {
    const pictures = listPictures({ id: "opens", title: "It opens", passed: false }, known);
    expect(pictures.map(({ file }) => file)).toEqual([known.firstPage, screenshots[0]!.file]);
    expect(pictures[1]!.description).toContain("It opens");
  });

  it("a check that passed has its own pictures alone", () => {
    expect(listPictures({ id: "opens", title: "It opens", passed: true }, known)).toHaveLength(1);
    expect(listPictures({ id: "quiet", title: "Quiet", passed: false }, known)).toEqual([]);
  });
});

const review = (at: string, reviewer: string, check: string | null, opinion: Review["opinion"]): Review => ({
  schema: 1,
  at,
  reviewer,
  trialId: "task.en.s0.loop.k1",
  check,
  opinion,
  note: null,
  machine: { passed: true, score: 1 },
  workspace: null,
});

it("of one reviewer the latest review stands", () => {
  const reviews = [
    review("2026-11-03T10:00:00.000Z", "Ann", "opens", "agree"),
    review("2026-11-03T12:00:00.000Z", "Ann", "opens", "disagree"),
    review("2026-11-03T11:00:00.000Z", "Bo", "opens", "agree"),
    review("2026-11-03T13:00:00.000Z", "Ann", null, "agree"),
  ];
  const standing = listStanding(reviews, "opens");
  expect(standing.map(({ reviewer, opinion }) => [reviewer, opinion])).toEqual([
    ["Bo", "agree"],
    ["Ann", "disagree"],
  ]);
});

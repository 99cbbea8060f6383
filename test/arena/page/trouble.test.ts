import { expect, it } from "vitest";
import { Trouble, toTrouble, toTroubleKind } from "../../../src/arena/page/server/trouble.ts";

it.each([
  [401, "signed-out"],
  [400, "refused"],
  [403, "refused"],
  [404, "refused"],
  [413, "refused"],
  [408, "away"],
  [429, "away"],
  [500, "away"],
  [502, "away"],
  [503, "away"],
] as const)("an answer of status %d means %s", (status, kind) => {
  expect(toTroubleKind(status)).toBe(kind);
});

it("no network, and no answer in time, mean that nobody is there", () => {
  expect(toTrouble(new TypeError("Failed to fetch")).kind).toBe("away");
  expect(toTrouble(AbortSignal.abort(new DOMException("late", "TimeoutError")).reason).kind).toBe("away");
  const refused = new Trouble("refused", "no");
  expect(toTrouble(refused)).toBe(refused);
});

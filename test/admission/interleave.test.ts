import { expect, test } from "vitest";
import { interleave } from "../../src/admission/interleave.ts";

test.for([
  [["A", "A"], ["b", "b", "b", "b", "b", "b"], "AbbbAbbb"],
  [["A", "A", "A", "A", "A"], ["b", "b"], "AbAAbAA"],
  [["A"], ["b"], "Ab"],
  [[], ["b", "b"], "bb"],
  [["A", "A"], [], "AA"],
  [[], [], ""],
] as const)("%j and %j are used up evenly", ([some, others, expected]) => {
  expect(interleave<string>(some, others).join("")).toBe(expected);
});

test("each queue keeps its order", () => {
  const merged = interleave([1, 2, 3], [11, 12, 13, 14, 15]);
  expect(merged.filter((item) => item < 10)).toEqual([1, 2, 3]);
  expect(merged.filter((item) => item > 10)).toEqual([11, 12, 13, 14, 15]);
});

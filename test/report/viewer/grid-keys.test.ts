import { expect, test } from "vitest";
import { type GridSize, moveSpot, type Spot } from "../../../src/report/viewer/pages/grid/grid-keys.ts";

/** Three columns, of which the second has three links. */
const size: GridSize = { rows: 10, columns: 3, stops: (column) => (column === 1 ? 3 : 1) };
const at = (row: number, column: number, stop = 0): Spot => ({ row, column, stop });

test.each([
  ["ArrowRight", at(0, 0), at(0, 1, 0)],
  ["ArrowRight", at(0, 1, 1), at(0, 1, 2)],
  ["ArrowRight", at(0, 1, 2), at(0, 2)],
  ["ArrowRight", at(0, 2), at(0, 2)],
  ["Control+ArrowRight", at(0, 1), at(0, 2)],
  ["ArrowLeft", at(0, 2), at(0, 1, 2)],
  ["ArrowLeft", at(0, 1, 2), at(0, 1, 1)],
  ["Control+ArrowLeft", at(0, 2), at(0, 1, 0)],
  ["ArrowLeft", at(0, 0), at(0, 0)],
  ["ArrowDown", at(0, 1, 2), at(1, 1)],
  ["ArrowDown", at(9, 1), at(9, 1)],
  ["ArrowUp", at(0, 1), at(0, 1)],
  ["PageDown", at(7, 1), at(9, 1)],
  ["PageUp", at(9, 1), at(5, 1)],
  ["Home", at(4, 2), at(4, 0)],
  ["End", at(4, 0), at(4, 2)],
  ["Control+Home", at(4, 2), at(0, 0)],
  ["Control+End", at(4, 0), at(9, 2)],
])("%s goes from %o to %o", (keys, from, to) => {
  const key = keys.replace("Control+", "");
  expect(moveSpot(from, { key, ctrlKey: keys !== key }, size)).toEqual(to);
});

test("other keys are left to the browser", () => {
  for (const key of ["Enter", "Tab", "a", " "])
    expect(moveSpot(at(0, 0), { key, ctrlKey: false }, size)).toBe(null);
});

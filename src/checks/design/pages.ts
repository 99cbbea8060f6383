import type { Look } from "./blocks.ts";
import { differenceOf, type Rgb } from "./colours.ts";
import type { Picture } from "./pixels.ts";

const CELL_PX = 16;
/** Cells that are nearer than this to the page's background are empty. */
const EMPTY = 2;
/** CIEDE2000 difference of two cells that have nothing in common. */
const FARTHEST = 15;

/** The mean colour of every cell of a page. */
interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly cells: readonly Rgb[];
}

/**
 * How alike two pages are as pictures, in 0..1: mean colours of cells of 16 px, where one of the two is not empty. A cell is
 * compared with the likest of nine, so that what moved by a few pixels is where it was.
 */
export function comparePages(design: Look, app: Look): number {
  const [wanted, found] = [toGrid(design.picture), toGrid(app.picture)];
  const shares = [
    compareGrids(wanted, found, design.background),
    compareGrids(found, wanted, design.background),
  ];
  const count = shares.reduce((sum, share) => sum + share.count, 0);
  return count === 0 ? 1 : shares.reduce((sum, share) => sum + share.likeness, 0) / count;
}

function compareGrids(own: Grid, other: Grid, background: Rgb): { likeness: number; count: number } {
  let likeness = 0;
  let count = 0;
  for (const [index, cell] of own.cells.entries()) {
    if (differenceOf(cell, background) < EMPTY) continue;
    const [column, row] = [index % own.columns, Math.floor(index / own.columns)];
    const least = Math.min(
      FARTHEST,
      ...neighboursOf(other, column, row).map((near) => differenceOf(cell, near)),
    );
    likeness += 1 - least / FARTHEST;
    count += 1;
  }
  return { likeness, count };
}

function neighboursOf({ columns, rows, cells }: Grid, column: number, row: number): Rgb[] {
  const found: Rgb[] = [];
  for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y += 1) {
    for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x += 1) {
      found.push(cells[y * columns + x]!);
    }
  }
  return found;
}

function toGrid({ width, height, data }: Picture): Grid {
  const [columns, rows] = [Math.ceil(width / CELL_PX), Math.ceil(height / CELL_PX)];
  const sums = new Float64Array(columns * rows * 4);
  for (let y = 0, offset = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, offset += 4) {
      const at = (Math.floor(y / CELL_PX) * columns + Math.floor(x / CELL_PX)) * 4;
      for (let channel = 0; channel < 3; channel += 1) sums[at + channel]! += data[offset + channel]!;
      sums[at + 3]! += 1;
    }
  }
  const cells = Array.from({ length: columns * rows }, (_, index): Rgb => {
    const [red, green, blue, count] = sums.subarray(4 * index, 4 * index + 4) as unknown as number[];
    return [red! / count!, green! / count!, blue! / count!];
  });
  return { columns, rows, cells };
}

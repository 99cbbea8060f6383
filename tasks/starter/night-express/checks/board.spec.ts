import { expect, type Page, test } from "@playwright/test";

const COLUMNS = 20;
const ROWS = 15;
const STEP_MS = 160;

test.use({ viewport: { width: 1280, height: 800 }, contextOptions: { reducedMotion: "reduce" } });

test("the picture follows the train", async ({ page }) => {
  await startGame(page);
  const before = await lookAtBoard(page);
  await page.clock.runFor(STEP_MS);
  await expect(page.getByTestId("position")).toHaveText("column 6, row 8");
  const after = await lookAtBoard(page);

  const isChanged = await compareCells(page, before, after);
  expect(isChanged(6, 8), "the cell that the engine came to has another picture").toBe(true);
  expect(isChanged(3, 8), "the cell that the last carriage left has another picture").toBe(true);
  expect(isChanged(2, 2), "a cell far from the train has the same picture").toBe(false);
  expect(isChanged(10, 14), "a cell far from the train has the same picture").toBe(false);
});

test("the waiting passenger is in the picture", async ({ page }) => {
  await startGame(page);
  await page.clock.runFor(2 * STEP_MS);
  const before = await lookAtBoard(page);
  await page.clock.runFor(STEP_MS);
  await expect(page.getByTestId("passenger")).toHaveText("column 13, row 8");
  const after = await lookAtBoard(page);

  const isChanged = await compareCells(page, before, after);
  expect(isChanged(13, 8), "the cell where the next passenger appeared has another picture").toBe(true);
});

test("rocks and tunnels are in the picture", async ({ page }) => {
  await startGame(page);
  const board = await lookAtBoard(page);
  const isUnlike = await comparePlaces(page, board);
  expect(isUnlike([10, 11], [10, 13]), "a cell with a rock differs from an empty one").toBe(true);
  expect(isUnlike([3, 12], [3, 14]), "a cell with a tunnel differs from an empty one").toBe(true);
  expect(isUnlike([18, 4], [18, 6]), "the tunnel's other mouth differs from an empty cell").toBe(true);
});

/** A running game half a step before its first move, with time standing still. */
async function startGame(page: Page): Promise<void> {
  await page.clock.install({ time: "2026-01-01T12:00:00Z" });
  await page.clock.pauseAt("2026-01-01T12:00:00Z");
  await page.goto("/");
  await expect(page.getByTestId("state")).toHaveText("ready");
  await page.keyboard.press("Enter");
  await page.clock.runFor(STEP_MS / 2);
  await expect(page.getByTestId("position")).toHaveText("column 5, row 8");
}

async function lookAtBoard(page: Page): Promise<string> {
  const board = page.getByRole("img", { name: "Game board" });
  const png = await board.screenshot({ animations: "disabled", caret: "hide" });
  return png.toString("base64");
}

type Colours = readonly number[];

/** Tells which cells look different in two pictures of the board. */
async function compareCells(page: Page, before: string, after: string) {
  const [one, other] = [await readCells(page, before), await readCells(page, after)];
  return (column: number, row: number) => differ(one(column, row), other(column, row));
}

/** Tells whether two cells of one picture look different. */
async function comparePlaces(page: Page, picture: string) {
  const cells = await readCells(page, picture);
  return (one: [number, number], other: [number, number]) => differ(cells(...one), cells(...other));
}

/** Whether a tenth of the samples or more differ by what an eye can see. */
function differ(one: Colours, other: Colours): boolean {
  const samples = one.length / 3;
  let differing = 0;
  for (let sample = 0; sample < samples; sample += 1) {
    const distance = Math.max(...[0, 1, 2].map((part) => Math.abs(one[sample * 3 + part]! - other[sample * 3 + part]!)));
    if (distance > 24) differing += 1;
  }
  return differing >= samples / 10;
}

/** Samples the inner part of each cell, so that frames and grid lines do not count. Runs in an empty page: the app has no say in it. */
async function readCells(page: Page, png: string): Promise<(column: number, row: number) => Colours> {
  const empty = await page.context().browser()!.newPage();
  try {
    const cells = await empty.evaluate(samplePicture, { png, columns: COLUMNS, rows: ROWS });
    return (column, row) => cells[(row - 1) * COLUMNS + column - 1]!;
  } finally {
    await empty.close();
  }
}

async function samplePicture({ png, columns, rows }: { png: string; columns: number; rows: number }) {
  const image = new Image();
  image.src = `data:image/png;base64,${png}`;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext("2d")!;
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  const perSide = 8;
  const cells: number[][] = [];
  for (let cell = 0; cell < columns * rows; cell += 1) {
    const colours: number[] = [];
    for (let sample = 0; sample < perSide * perSide; sample += 1) {
      const inColumn = 0.2 + (0.6 * ((sample % perSide) + 0.5)) / perSide;
      const inRow = 0.2 + (0.6 * (Math.floor(sample / perSide) + 0.5)) / perSide;
      const x = Math.floor((((cell % columns) + inColumn) * image.width) / columns);
      const y = Math.floor(((Math.floor(cell / columns) + inRow) * image.height) / rows);
      const at = (y * image.width + x) * 4;
      colours.push(data[at]!, data[at + 1]!, data[at + 2]!);
    }
    cells.push(colours);
  }
  return cells;
}

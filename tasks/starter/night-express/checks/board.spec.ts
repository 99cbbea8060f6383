import { expect, type Page, test } from "@playwright/test";

const COLUMNS = 20;
const ROWS = 15;
const STEP_MS = 160;

test.use({ viewport: { width: 1280, height: 800 }, contextOptions: { reducedMotion: "reduce" } });

test("the picture shows the train, the passenger, rocks and tunnels", async ({ page, browser }) => {
  const eye = await browser.newPage();
  await startGame(page);
  const before = await lookAtBoard(page, eye);
  await page.clock.runFor(STEP_MS);
  await expect(page.getByTestId("position")).toHaveText("column 6, row 8");
  const moved = await lookAtBoard(page, eye);
  await page.clock.runFor(2 * STEP_MS);
  await expect(page.getByTestId("passenger")).toHaveText("column 13, row 8");
  const boarded = await lookAtBoard(page, eye);

  const changes = (column: number, row: number) => differ(before(column, row), moved(column, row));
  expect.soft(changes(6, 8), "the cell that the engine came to looks different").toBe(true);
  expect.soft(changes(3, 8), "the cell that the last carriage left looks different").toBe(true);
  const all = Array.from({ length: COLUMNS * ROWS }, (_, cell) => [(cell % COLUMNS) + 1, Math.floor(cell / COLUMNS) + 1]);
  const share = all.filter(([column, row]) => changes(column!, row!)).length / all.length;
  expect.soft(share, "the share of cells that one step changes").toBeLessThan(0.5);

  const hasNews = differ(moved(13, 8), boarded(13, 8));
  expect.soft(hasNews, "the cell where the next passenger appeared looks different").toBe(true);

  expect.soft(differ(before(10, 11), before(10, 13)), "a rock looks different from an empty cell").toBe(true);
  expect.soft(differ(before(3, 12), before(3, 14)), "a tunnel looks different from an empty cell").toBe(true);
  expect.soft(differ(before(18, 4), before(18, 6)), "its other mouth looks different too").toBe(true);
});

/** A running game half a step before its first move, with time standing still. */
async function startGame(page: Page): Promise<void> {
  await page.clock.install({ time: "2026-01-01T12:00:00Z" });
  await page.clock.pauseAt("2026-01-01T12:01:00Z");
  await page.goto("/");
  await expect(page.getByTestId("state")).toHaveText("ready");
  await page.keyboard.press("Enter");
  await page.clock.runFor(STEP_MS / 2);
  await expect(page.getByTestId("position")).toHaveText("column 5, row 8");
}

type Colours = readonly number[];

/** The board's picture as samples of colour by cell. They are read in an empty page, where the app has no say. */
async function lookAtBoard(page: Page, eye: Page): Promise<(column: number, row: number) => Colours> {
  const board = page.getByRole("img", { name: "Game board" });
  const picture = await board.screenshot({ animations: "disabled", caret: "hide" });
  const png = picture.toString("base64");
  const cells = await eye.evaluate(samplePicture, { png, columns: COLUMNS, rows: ROWS });
  return (column, row) => cells[(row - 1) * COLUMNS + column - 1]!;
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

/** Samples the inner part of each cell, so that frames and grid lines do not count. */
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

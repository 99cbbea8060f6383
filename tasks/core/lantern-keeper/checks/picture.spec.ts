import { expect, type Page, test } from "@playwright/test";

const BEAT_MS = 400;
const COLUMNS = 12;
const ROWS = 9;

test.use({ viewport: { width: 1280, height: 800 }, contextOptions: { reducedMotion: "reduce" } });

test("the picture follows the keeper, the boats, the gates and the lanterns", async ({ page, browser }) => {
  const eye = await browser.newPage();
  await startGame(page);
  const start = await lookAtHarbour(page, eye);
  await press(page, "ArrowUp", 2);
  await expect(page.getByTestId("keeper")).toHaveText("column 5, row 2");
  const walked = await lookAtHarbour(page, eye);
  expect.soft(differ(start(5, 4), walked(5, 4)), "the cell that the keeper left looks different").toBe(true);
  expect.soft(differ(start(5, 2), walked(5, 2)), "the cell that he came to looks different").toBe(true);
  const all = Array.from({ length: COLUMNS * ROWS }, (_, n) => [
    (n % COLUMNS) + 1,
    Math.floor(n / COLUMNS) + 1,
  ]);
  const share = all.filter(([c, r]) => differ(start(c!, r!), walked(c!, r!))).length / all.length;
  expect.soft(share, "the share of cells that his walk changes").toBeLessThan(0.5);

  expect.soft(differ(start(3, 3), start(3, 5)), "water looks different from a quay").toBe(true);
  expect.soft(differ(start(4, 5), start(3, 5)), "a bridge looks different from open water").toBe(true);
  expect.soft(differ(start(10, 5), start(10, 7)), "the store looks different from a quay").toBe(true);

  await press(page, "ArrowRight", 1);
  await press(page, "ArrowDown", 1);
  await press(page, "ArrowRight", 2);
  await press(page, "e", 1);
  await press(page, "ArrowRight", 1);
  await press(page, "ArrowDown", 3);
  await expect(page.getByTestId("keeper")).toHaveText("column 9, row 6");
  await expect(page.getByTestId("lantern-C")).toHaveText("24");
  await press(page, "ArrowDown", 1);
  const lit = await lookAtHarbour(page, eye);
  expect
    .soft(differ(walked(8, 3), lit(8, 3)), "a burning lantern looks different from a dark one")
    .toBe(true);
  await press(page, "ArrowUp", 1);
  await press(page, "e", 1);
  await press(page, "ArrowDown", 1);
  await expect(page.getByTestId("gate-1")).toHaveText("down");
  const switched = await lookAtHarbour(page, eye);
  expect.soft(differ(lit(7, 5), switched(7, 5)), "a gate looks different when it is switched").toBe(true);

  await page.clock.runFor(2 * BEAT_MS);
  await expect(page.getByTestId("boat-Petrel")).toHaveText("column 1, row 5");
  const entered = await lookAtHarbour(page, eye);
  await page.clock.runFor(BEAT_MS);
  await expect(page.getByTestId("boat-Petrel")).toHaveText("column 2, row 5");
  const sailed = await lookAtHarbour(page, eye);
  expect
    .soft(differ(switched(1, 5), entered(1, 5)), "the cell where a boat entered looks different")
    .toBe(true);
  expect.soft(differ(entered(2, 5), sailed(2, 5)), "the cell that it sailed to looks different").toBe(true);
  expect.soft(differ(entered(1, 5), sailed(1, 5)), "the cell that it left looks different").toBe(true);
});

/** A running game half a beat before its first one, with time standing still. */
async function startGame(page: Page): Promise<void> {
  await page.clock.install({ time: "2026-01-01T12:00:00Z" });
  await page.clock.pauseAt("2026-01-01T13:00:00Z");
  await page.goto("/");
  await expect(page.getByTestId("state")).toHaveText("ready");
  await page.keyboard.press("Enter");
  await page.clock.runFor(BEAT_MS / 2);
  await expect(page.getByTestId("state")).toHaveText("playing");
}

async function press(page: Page, key: string, times: number): Promise<void> {
  for (let count = 0; count < times; count += 1) await page.keyboard.press(key);
}

type Colours = readonly number[];

/** The harbour's picture as samples of colour by cell. They are read in an empty page, where the app has no say. */
async function lookAtHarbour(page: Page, eye: Page): Promise<(column: number, row: number) => Colours> {
  // A picture may be drawn with the next frame; a tenth of a beat changes nothing else.
  await page.clock.runFor(20);
  const harbour = page.getByRole("img", { name: "Harbour" });
  const picture = await harbour.screenshot({ animations: "disabled", caret: "hide" });
  const png = picture.toString("base64");
  const cells = await eye.evaluate(samplePicture, { png, columns: COLUMNS, rows: ROWS });
  return (column, row) => cells[(row - 1) * COLUMNS + column - 1]!;
}

/** Whether enough of the samples for a thin sign differ by what an eye can see. */
function differ(one: Colours, other: Colours): boolean {
  const samples = one.length / 3;
  let differing = 0;
  for (let sample = 0; sample < samples; sample += 1) {
    const parts = [0, 1, 2].map((part) => Math.abs(one[sample * 3 + part]! - other[sample * 3 + part]!));
    if (Math.max(...parts) > 20) differing += 1;
  }
  return differing >= samples / 64;
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
  const perSide = 16;
  const cells: number[][] = [];
  for (let cell = 0; cell < columns * rows; cell += 1) {
    const colours: number[] = [];
    for (let sample = 0; sample < perSide * perSide; sample += 1) {
      const inColumn = 0.1 + (0.8 * ((sample % perSide) + 0.5)) / perSide;
      const inRow = 0.1 + (0.8 * (Math.floor(sample / perSide) + 0.5)) / perSide;
      const x = Math.floor((((cell % columns) + inColumn) * image.width) / columns);
      const y = Math.floor(((Math.floor(cell / columns) + inRow) * image.height) / rows);
      const at = (y * image.width + x) * 4;
      colours.push(data[at]!, data[at + 1]!, data[at + 2]!);
    }
    cells.push(colours);
  }
  return cells;
}

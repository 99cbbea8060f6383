import { expect, type Page, test } from "@playwright/test";
import { addressOf, expectFigures } from "./grid.ts";

const early = Number(process.env["EARLY"]);
const late = Number(process.env["LATE"]);
const single = Number(process.env["SINGLE"]);

test.use({ actionTimeout: 10_000, viewport: { width: 1280, height: 800 } });

test.beforeEach(async ({ page }) => {
  await page.goto("/");
  await expectFigures(page, 24, 30);
});

/** Where the middle of a day of November is; halves are its edges. */
async function placeOf(page: Page, day: number): Promise<{ x: number; y: number }> {
  const box = (await page.getByTestId("overview").boundingBox())!;
  return { x: box.x + ((day - 3 + 0.5) / 28) * box.width, y: box.y + box.height / 2 };
}

async function moveTo(page: Page, day: number): Promise<void> {
  const { x, y } = await placeOf(page, day);
  await page.mouse.move(x, y, { steps: 6 });
}

test("a drag chooses the days between its ends, whichever comes first", async ({ page }) => {
  await moveTo(page, early);
  await page.mouse.down();
  await moveTo(page, late);
  await page.mouse.up();
  await expectFigures(page, early, late);

  await moveTo(page, single);
  await page.mouse.down();
  await moveTo(page, early - 2);
  await page.mouse.up();
  await expectFigures(page, ...ordered(single, early - 2));
});

test("the page follows while the mouse moves, and the drag is one step back", async ({ page }) => {
  await moveTo(page, late);
  await page.mouse.down();
  await moveTo(page, late - 2);
  await expectFigures(page, late - 2, late);
  await moveTo(page, early);
  await expectFigures(page, early, late);
  await page.mouse.up();
  await expectFigures(page, early, late);
  await moveTo(page, late - 3);
  await expectFigures(page, early, late);
  await expect.poll(() => new URL(page.url()).hash).toBe(addressOf(early, late).slice(1));
  await page.goBack();
  await expectFigures(page, 24, 30);
  await page.goForward();
  await expectFigures(page, early, late);
});

test("a drag beyond an edge ends at the edge", async ({ page }) => {
  const box = (await page.getByTestId("overview").boundingBox())!;
  await moveTo(page, late);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width + 18, box.y - 12, { steps: 8 });
  await page.mouse.up();
  await expectFigures(page, late, 30);
  await moveTo(page, early);
  await page.mouse.down();
  await page.mouse.move(box.x - 18, box.y + 10, { steps: 8 });
  await page.mouse.up();
  await expectFigures(page, 3, early);
});

test("a click chooses one day", async ({ page }) => {
  const { x, y } = await placeOf(page, single);
  await page.mouse.click(x, y);
  await expectFigures(page, single, single);
});

test("the ends are dragged one by one, neither past the other", async ({ page }) => {
  await dragFirst(page, 24, late);
  await expectFigures(page, late, 30);
  await dragLast(page, 30, late + 2);
  await expectFigures(page, late, late + 2);
  await dragLast(page, late + 2, early);
  await expectFigures(page, late, late);
});

/** An end is taken at its edge of the range. */
const dragFirst = (page: Page, from: number, to: number) => drag(page, from - 0.5, to - 0.2);
const dragLast = (page: Page, from: number, to: number) => drag(page, from + 0.5, to + 0.2);

async function drag(page: Page, from: number, to: number): Promise<void> {
  await moveTo(page, from);
  await page.mouse.down();
  await moveTo(page, to);
  await page.mouse.up();
}

const ordered = (one: number, other: number): [number, number] => (one < other ? [one, other] : [other, one]);

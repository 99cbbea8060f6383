import { expect, type Page, test } from "@playwright/test";
import {
  boxOf,
  expectMiddleAt,
  expectViewNear,
  locate,
  mapOf,
  markerOf,
  middleOf,
  open,
  placeNamed,
  type Point,
  project,
  START,
  unitOf,
  viewOf,
} from "./map.ts";

const OPEN_LAND: Point = { x: 520, y: 270 };

async function drag(page: Page, from: Point, [dx, dy]: readonly [number, number]): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + dx, from.y + dy, { steps: 6 });
  await page.mouse.up();
}

/** Lets the page answer what it was sent. */
const settle = (page: Page) =>
  page.evaluate(
    () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
  );

test("dragging moves the map with the pointer", async ({ page }) => {
  await open(page);
  const box = await boxOf(mapOf(page));
  const before = middleOf(await boxOf(markerOf(page, "Maple Inn")));
  await drag(page, locate(OPEN_LAND, box, START), [120, -60]);
  const unit = unitOf(box, START);
  await expectViewNear(page, { x: 500 - 120 / unit, y: 300 + 60 / unit, zoom: 1 });
  await expectMiddleAt(markerOf(page, "Maple Inn"), { x: before.x + 120, y: before.y - 60 });
  await settle(page);
  await expect(page.getByTestId("details").filter({ visible: true })).toHaveCount(0);

  await page.getByRole("button", { name: "Zoom in" }).click();
  await page.getByRole("button", { name: "Zoom in" }).click();
  await expect(viewOf(page)).toContainText("zoom 2×");
  await mapOf(page).scrollIntoViewIfNeeded();
  await drag(page, middleOf(await boxOf(mapOf(page))), [-50, 90]);
  await expectViewNear(page, { x: 500 - 120 / unit + 25 / unit, y: 300 + 60 / unit - 45 / unit, zoom: 2 });
});

test("a drag that begins on a marker moves the map, a click opens the place", async ({ page }) => {
  await open(page);
  const box = await boxOf(mapOf(page));
  const unit = unitOf(box, START);
  const inn = markerOf(page, "Maple Inn");
  const before = middleOf(await boxOf(inn));
  await drag(page, before, [-70, 40]);
  await expectViewNear(page, { x: 500 + 70 / unit, y: 300 - 40 / unit, zoom: 1 });
  await expectMiddleAt(inn, { x: before.x - 70, y: before.y + 40 });
  await settle(page);
  await expect(page.getByTestId("details").filter({ visible: true })).toHaveCount(0);
  await inn.click();
  await expect(
    page.getByTestId("details").getByRole("heading", { name: "Maple Inn", exact: true }),
  ).toBeVisible();
  await expectViewNear(page, { x: 500 + 70 / unit, y: 300 - 40 / unit, zoom: 1 });
});

test("keys and buttons move and zoom, and end where the map does", async ({ page }) => {
  await open(page);
  const view = viewOf(page);
  const zoomIn = page.getByRole("button", { name: "Zoom in", exact: true });
  const zoomOut = page.getByRole("button", { name: "Zoom out", exact: true });
  await expect(zoomOut).toBeDisabled();
  await mapOf(page).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  await expect(view).toHaveText("Centre 600, 400, zoom 1×");
  for (let step = 0; step < 3; step += 1) await page.keyboard.press("ArrowDown");
  await expect(view).toHaveText("Centre 600, 600, zoom 1×");
  await page.keyboard.press("ArrowUp");
  await expect(view).toHaveText("Centre 600, 500, zoom 1×");
  await page.keyboard.press("+");
  await page.keyboard.press("+");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowUp");
  await expect(view).toHaveText("Centre 550, 450, zoom 2×");
  await page.keyboard.press("-");
  await expect(view).toHaveText("Centre 550, 450, zoom 1.5×");

  for (const zoom of ["2", "3", "4", "6", "8"]) {
    await expect(zoomIn).toBeEnabled();
    await zoomIn.click();
    await expect(view).toHaveText(`Centre 550, 450, zoom ${zoom}×`);
  }
  await expect(zoomIn).toBeDisabled();
  await zoomOut.click();
  await expect(view).toHaveText("Centre 550, 450, zoom 6×");
  await expect(zoomIn).toBeEnabled();

  const search = page.getByRole("combobox", { name: "Search places", exact: true });
  await search.focus();
  await page.keyboard.type("a-+");
  await page.keyboard.press("ArrowLeft");
  await expect(search).toHaveValue("a-+");
  await settle(page);
  await expect(view).toHaveText("Centre 550, 450, zoom 6×");
});

test("a marker that has the focus hands it on to the map when it leaves", async ({ page }) => {
  await open(page);
  const view = viewOf(page);
  await markerOf(page, "Otter Bay").focus();
  await page.keyboard.press("ArrowLeft");
  await expect(view).toHaveText("Centre 400, 300, zoom 1×");
  await expect(markerOf(page, "Otter Bay")).toBeFocused();
  for (const zoom of ["1.5", "2", "3", "4"]) {
    await page.keyboard.press("+");
    await expect(view).toHaveText(`Centre 400, 300, zoom ${zoom}×`);
  }
  await expect(markerOf(page, "Otter Bay")).toHaveCount(0);
  await expect(mapOf(page)).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(view).toHaveText("Centre 400, 275, zoom 4×");
});

test("the wheel zooms, and what is under the pointer stays there", async ({ page }) => {
  await open(page);
  const view = viewOf(page);
  const inn = project(placeNamed("Maple Inn"));
  const pointer = middleOf(await boxOf(markerOf(page, "Maple Inn")));
  const expectInn = async (zoom: number) => {
    await expect(view).toContainText(`zoom ${zoom}×`);
    await expectMiddleAt(markerOf(page, "Maple Inn"), pointer);
    await expectViewNear(page, {
      x: inn.x + (500 - inn.x) / zoom,
      y: inn.y + (300 - inn.y) / zoom,
      zoom,
    });
  };
  const scrolled = await page.evaluate(() => window.scrollY);
  await page.mouse.move(pointer.x, pointer.y);
  await page.mouse.wheel(0, -100);
  await expectInn(1.5);
  await page.mouse.wheel(0, -60);
  await page.mouse.wheel(0, -60);
  await expectInn(2);
  await page.mouse.wheel(0, -180);
  await settle(page);
  await expectInn(4);
  await page.mouse.wheel(0, 100);
  await expectInn(3);
  await page.mouse.wheel(0, 200);
  await settle(page);
  await expectInn(1.5);
  await page.mouse.wheel(0, 100);
  await expectInn(1);
  await page.mouse.wheel(0, 300);
  await settle(page);
  await expect(view).toHaveText("Centre 500, 300, zoom 1×");
  expect(await page.evaluate(() => window.scrollY)).toBe(scrolled);
});

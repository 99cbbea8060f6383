import { expect, type Page, test } from "@playwright/test";
import {
  boxOf,
  expectMarkers,
  expectViewNear,
  locate,
  mapOf,
  markerOf,
  open,
  type Point,
  START,
  unitOf,
  viewOf,
} from "./map.ts";

test.use({ hasTouch: true });

const SMALLEST_CONTROL = 43.5;
const SMALLEST_MARKER = 23.5;

/** A finger goes down, slides and leaves the glass. */
async function slide(page: Page, from: Point, [dx, dy]: readonly [number, number]): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const send = (type: "touchStart" | "touchMove" | "touchEnd", points: readonly Point[]) =>
    devtools.send("Input.dispatchTouchEvent", { type, touchPoints: [...points] });
  await send("touchStart", [from]);
  for (let step = 1; step <= 8; step += 1) {
    await send("touchMove", [{ x: from.x + (dx * step) / 8, y: from.y + (dy * step) / 8 }]);
  }
  await send("touchEnd", []);
  await devtools.detach();
}

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const overhang = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overhang, "pixels that stick out").toBeLessThanOrEqual(0);
}

/** Runs in the page: what is too small for a finger, with its size. A control is as large as it is together with its labels. */
function findSmall({ control, marker }: { control: number; marker: number }): string[] {
  const all = document.querySelectorAll<HTMLElement>(
    "button, input:not([type=hidden]), select, textarea, [role=button], [role=option]",
  );
  return Array.from(all).flatMap((element) => {
    const labels = "labels" in element ? Array.from((element as HTMLInputElement).labels ?? []) : [];
    const isNative = element.closest("select") !== null && element.localName === "option";
    if (isNative || !element.checkVisibility({ visibilityProperty: true })) return [];
    const boxes = [element, ...(element.matches("[type=checkbox]") ? labels : [])].map((each) =>
      each.getBoundingClientRect(),
    );
    const width = Math.max(...boxes.map(({ right }) => right)) - Math.min(...boxes.map(({ left }) => left));
    const height = Math.max(...boxes.map(({ bottom }) => bottom)) - Math.min(...boxes.map(({ top }) => top));
    const least = element.dataset["testid"] === "marker" ? marker : control;
    const name = element.getAttribute("aria-label") ?? labels[0]?.textContent ?? element.textContent;
    return Math.min(width, height) >= least
      ? []
      : [`${name.trim()}: ${Math.round(width)} by ${Math.round(height)} px`];
  });
}

async function expectLargeEnough(page: Page): Promise<void> {
  expect(await page.evaluate(findSmall, { control: SMALLEST_CONTROL, marker: SMALLEST_MARKER })).toEqual([]);
}

test("a finger opens a place and moves the map", async ({ page }) => {
  await open(page);
  const box = await boxOf(mapOf(page));
  expect(box.width).toBeGreaterThanOrEqual(320);
  expect(box.height / box.width).toBeGreaterThanOrEqual(0.599);
  await expectMarkers(page, START);
  const zoomIn = page.getByRole("button", { name: "Zoom in", exact: true });
  await zoomIn.tap();
  await expect(viewOf(page)).toHaveText("Centre 500, 300, zoom 1.5×");
  await zoomIn.tap();
  await expect(viewOf(page)).toHaveText("Centre 500, 300, zoom 2×");
  await markerOf(page, "Market Hall").tap();
  const opened = page.getByTestId("details").getByRole("heading", { name: "Market Hall", exact: true });
  await expect(opened).toBeVisible();
  await expect(viewOf(page)).toHaveText("Centre 500, 300, zoom 2×");

  await mapOf(page).scrollIntoViewIfNeeded();
  const scrolled = await page.evaluate(() => window.scrollY);
  const view = { ...START, zoom: 2 };
  const now = await boxOf(mapOf(page));
  const unit = unitOf(now, view);
  await slide(page, locate({ x: 520, y: 270 }, now, view), [-48, -64]);
  await expectViewNear(page, { x: 500 + 48 / unit, y: 300 + 64 / unit, zoom: 2 });
  expect(await page.evaluate(() => window.scrollY)).toBe(scrolled);
  await expect(opened).toBeVisible();
});

test("nothing sticks out, and everything is large enough to be touched", async ({ page }) => {
  await open(page);
  await expectNoSidewaysScroll(page);
  await expectLargeEnough(page);
  const search = page.getByRole("combobox", { name: "Search places", exact: true });
  for (const name of ["Lampkeepers Cottage", "Brûlerie du Marais", "Marigold Guesthouse"]) {
    await search.fill(name);
    await page.getByRole("listbox", { name: "Suggestions" }).getByRole("option").tap();
    await expect(page.getByTestId("details").getByRole("heading", { name, exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Add to favourites", exact: true }).tap();
    await page.getByRole("button", { name: "Add to route", exact: true }).tap();
  }
  await expect(page.getByTestId("stop")).toHaveCount(3);
  await search.fill("ma");
  await expect(page.getByRole("listbox", { name: "Suggestions" }).getByRole("option")).toHaveCount(6);
  await expectNoSidewaysScroll(page);
  await expectLargeEnough(page);
});

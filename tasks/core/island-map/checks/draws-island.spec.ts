import { expect, type Page, test } from "@playwright/test";
import { PNG } from "pngjs";
import {
  boxOf,
  expectMarkers,
  locate,
  mapOf,
  open,
  PATIENCE_MS,
  type Point,
  START,
  unitOf,
  type View,
  viewOf,
} from "./map.ts";

/** Points with nothing drawn on them but land or sea. */
const SPOTS = {
  sea: [at(60, 200), at(300, 540), at(70, 430)],
  Cragside: [at(249, 113), at(359, 174), at(300, 102)],
  Northmoor: [at(527, 268), at(598, 240), at(513, 242)],
  Eastmark: [at(840, 268), at(858, 384), at(881, 339)],
  "Hollin Vale": [at(647, 322), at(680, 335), at(555, 416)],
  Saltfen: [at(159, 317), at(471, 381), at(421, 329)],
};

const SPOTS_BELOW = {
  sea: [at(380, 470), at(300, 500), at(360, 490)],
  Northmoor: [at(527, 268), at(558, 266), at(598, 272)],
  "Hollin Vale": [at(647, 322), at(680, 335), at(555, 416)],
  Saltfen: [at(437, 357), at(471, 381), at(421, 329)],
};

type Spots = Readonly<Record<string, readonly Point[]>>;
type Colour = readonly [number, number, number];

function at(x: number, y: number): Point {
  return { x, y };
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

const medianColour = (colours: readonly Colour[]): Colour => [
  median(colours.map(([red]) => red)),
  median(colours.map(([, green]) => green)),
  median(colours.map(([, , blue]) => blue)),
];

const difference = (a: Colour, b: Colour): number =>
  Math.max(...a.map((value, index) => Math.abs(value - b[index]!)));

/** The colour of each kind of spot, as it is on the screen. */
async function readColours(page: Page, view: View, spots: Spots): Promise<Map<string, Colour>> {
  const box = await boxOf(mapOf(page));
  const png = PNG.sync.read(await mapOf(page).screenshot());
  const readPatch = (spot: Point): Colour => {
    const { x, y } = locate(spot, { ...box, x: 0, y: 0 }, view);
    const colours: Colour[] = [];
    for (let dy = -2; dy <= 2; dy += 1) {
      for (let dx = -2; dx <= 2; dx += 1) {
        const index = 4 * ((Math.round(y) + dy) * png.width + Math.round(x) + dx);
        colours.push([png.data[index]!, png.data[index + 1]!, png.data[index + 2]!]);
      }
    }
    return medianColour(colours);
  };
  return new Map(Object.entries(spots).map(([name, points]) => [name, medianColour(points.map(readPatch))]));
}

async function expectScale(page: Page, view: View): Promise<void> {
  await expect(async () => {
    const unit = unitOf(await boxOf(mapOf(page)), view);
    const metres = [5000, 2000, 1000, 500, 200, 100, 50].find((length) => (length / 10) * unit <= 120)!;
    await expect(page.getByTestId("scale")).toHaveText(metres < 1000 ? `${metres} m` : `${metres / 1000} km`);
    const { width } = await boxOf(page.getByTestId("scale-bar"));
    expect(Math.abs(width - (metres / 10) * unit), `the bar of ${metres} m`).toBeLessThanOrEqual(2);
  }).toPass({ timeout: PATIENCE_MS });
}

test("the whole island at first", async ({ page }) => {
  await open(page);
  await expect(page).toHaveTitle("Map of Tarrow");
  await expect(page.getByRole("heading", { level: 1, name: "Map of Tarrow", exact: true })).toBeVisible();
  const map = mapOf(page);
  await expect(page.getByRole("region", { name: "Map of Tarrow", exact: true }).and(map)).toBeVisible();
  const { width, height } = await boxOf(map);
  expect(width).toBeGreaterThanOrEqual(600);
  expect(height / width).toBeGreaterThanOrEqual(0.599);
  for (const name of [
    "Cragside, 10 places",
    "Northmoor, 11 places",
    "Eastmark, 11 places",
    "Hollin Vale, 11 places",
    "Saltfen, 12 places",
    "Gull Holm, 3 places",
  ]) {
    await expect(map.getByRole("img", { name, exact: true })).toBeVisible();
  }
  await expect(map.getByRole("button", { name: "Slate Mine", exact: true })).toBeVisible();
  await expect(page.getByTestId("shown")).toHaveText("60 of 60 places");
  await expectMarkers(page, START);
  await expectScale(page, START);
});

test("places and scale at another size of the window, and nearer", async ({ page }) => {
  await open(page);
  const size = await expectMarkers(page, START);
  await page.setViewportSize({ width: 760, height: 900 });
  await expectMarkers(page, START);
  await expectScale(page, START);
  await expect(viewOf(page)).toHaveText("Centre 500, 300, zoom 1×");

  for (let step = 0; step < 4; step += 1) await page.getByRole("button", { name: "Zoom in" }).click();
  const near = { ...START, zoom: 4 };
  await expect(viewOf(page)).toHaveText("Centre 500, 300, zoom 4×");
  expect(Math.abs((await expectMarkers(page, near)) - size)).toBeLessThanOrEqual(1);
  await expectScale(page, near);
  await page.setViewportSize({ width: 1280, height: 800 });
  await expectMarkers(page, near);
  await expectScale(page, near);
  await expect(viewOf(page)).toHaveText("Centre 500, 300, zoom 4×");
});

test("each district is drawn where it is, in a colour of its own, and moves with the view", async ({
  page,
}) => {
  await open(page);
  let colours = new Map<string, Colour>();
  await expect(async () => {
    colours = await readColours(page, START, SPOTS);
    for (const [name, colour] of colours) {
      for (const [other, its] of colours) {
        if (name >= other) continue;
        expect(difference(colour, its), `${name} and ${other} should be told apart`).toBeGreaterThanOrEqual(
          4,
        );
      }
    }
  }).toPass({ timeout: PATIENCE_MS });

  await mapOf(page).focus();
  for (const key of ["+", "+", "ArrowDown", "ArrowDown"]) await page.keyboard.press(key);
  await expect(viewOf(page)).toHaveText("Centre 500, 400, zoom 2×");
  await expect(async () => {
    const moved = await readColours(page, { x: 500, y: 400, zoom: 2 }, SPOTS_BELOW);
    for (const [name, colour] of moved) {
      const [nearest] = [...colours].toSorted(
        (a, b) => difference(a[1], colour) - difference(b[1], colour),
      )[0]!;
      expect(nearest, `where ${name} should be drawn`).toBe(name);
    }
  }).toPass({ timeout: PATIENCE_MS });
});

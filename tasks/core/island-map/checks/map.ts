import { expect, type Locator, type Page } from "@playwright/test";
import data from "../assets/places.json";

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface View extends Point {
  readonly zoom: number;
}

export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

export interface Place {
  readonly name: string;
  readonly east: number;
  readonly north: number;
}

export const START: View = { x: 500, y: 300, zoom: 1 };
export const PLACES: readonly Place[] = data.places;

/** How long the page may take to answer, on a busy machine. */
export const PATIENCE_MS = 8_000;
const LOADING_MS = 15_000;

/** Pixels that a position may be off: borders, rounding. */
const SLACK = 3;

export const mapOf = (page: Page) => page.getByTestId("map");
export const markerOf = (page: Page, name: string) => mapOf(page).getByRole("button", { name, exact: true });
export const viewOf = (page: Page) => page.getByTestId("view");
export const placeNamed = (name: string) => PLACES.find((place) => place.name === name)!;

export async function open(page: Page): Promise<void> {
  await page.goto("/");
  await expect(viewOf(page)).toHaveText("Centre 500, 300, zoom 1×", { timeout: LOADING_MS });
  await expect(mapOf(page).getByTestId("marker")).toHaveCount(60);
  await mapOf(page).scrollIntoViewIfNeeded();
}

export async function boxOf(locator: Locator): Promise<Box> {
  const box = await locator.boundingBox();
  expect(box, "it should be on the page").not.toBeNull();
  return box!;
}

export const middleOf = ({ x, y, width, height }: Box): Point => ({ x: x + width / 2, y: y + height / 2 });

export const unitOf = ({ width }: Box, { zoom }: View) => (width * zoom) / 1000;

/** Where a point of the map stands in the window. */
export function locate({ x, y }: Point, box: Box, view: View): Point {
  const unit = unitOf(box, view);
  const middle = middleOf(box);
  return { x: middle.x + (x - view.x) * unit, y: middle.y + (y - view.y) * unit };
}

export const project = ({ east, north }: Place): Point => ({ x: (east + 4200) / 10, y: (2900 - north) / 10 });

/** The view is this one, each coordinate by at most one unit off. */
export async function expectViewNear(page: Page, { x, y, zoom }: View): Promise<void> {
  await expect(async () => {
    const text = (await viewOf(page).innerText()).trim();
    const [, shownX, shownY, shownZoom] = /^Centre (\d+), (\d+), zoom ([\d.]+)×$/.exec(text) ?? [];
    const near = (shown: string | undefined, wanted: number) => Math.abs(Number(shown) - wanted) <= 1;
    expect(
      near(shownX, x) && near(shownY, y) && Number(shownZoom) === zoom,
      `expected about "Centre ${Math.round(x)}, ${Math.round(y)}, zoom ${zoom}×", found "${text}"`,
    ).toBe(true);
  }).toPass({ timeout: PATIENCE_MS });
}

/** An element's middle is at a point of the window. */
export async function expectMiddleAt(locator: Locator, { x, y }: Point): Promise<void> {
  await expect(async () => {
    const middle = middleOf(await boxOf(locator));
    expect(Math.abs(middle.x - x), "from left to right").toBeLessThanOrEqual(SLACK);
    expect(Math.abs(middle.y - y), "from top to bottom").toBeLessThanOrEqual(SLACK);
  }).toPass({ timeout: PATIENCE_MS });
}

/** Map and markers as they are at one moment. */
async function measure(page: Page): Promise<{ box: Box; markers: Box[] }> {
  return mapOf(page).evaluate((map) => {
    const toBox = (element: Element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return { x, y, width, height };
    };
    const markers = Array.from(map.querySelectorAll('[data-testid="marker"]')).filter((marker) =>
      marker.checkVisibility(),
    );
    return { box: toBox(map), markers: markers.map(toBox) };
  });
}

/** Every place inside of the box has its marker at its point, and no other one has any. Resolves to the size of a marker. */
export async function expectMarkers(page: Page, view: View): Promise<number> {
  let size = 0;
  await expect(async () => {
    const { box, markers } = await measure(page);
    const places = PLACES.map((place) => ({ name: place.name, ...locate(project(place), box, view) }));
    const isWithin = ({ x, y }: Point, slack: number) =>
      x >= box.x - slack &&
      x <= box.x + box.width + slack &&
      y >= box.y - slack &&
      y <= box.y + box.height + slack;
    const middles = markers.map(middleOf);
    for (const place of places.filter((each) => isWithin(each, -SLACK))) {
      const found = middles.filter(
        ({ x, y }) => Math.max(Math.abs(x - place.x), Math.abs(y - place.y)) <= SLACK,
      );
      expect(found.length, `a marker at the point of ${place.name}`).toBe(1);
    }
    expect(markers.length).toBeLessThanOrEqual(places.filter((each) => isWithin(each, SLACK)).length);
    size = markers[0]!.width;
  }).toPass({ timeout: PATIENCE_MS });
  return size;
}

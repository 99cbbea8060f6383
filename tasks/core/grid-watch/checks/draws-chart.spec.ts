import { expect, type Page, test } from "@playwright/test";
import { PNG } from "pngjs";
import { addressOf, energyOf, type Hour, hoursOf, SOURCES, type SourceName, sum } from "./grid.ts";

const early = Number(process.env["EARLY"]);
const late = Number(process.env["LATE"]);
const single = Number(process.env["SINGLE"]);

/** Of `assets/sources.json`. */
const COLOURS: Readonly<Record<SourceName, readonly [number, number, number]>> = {
  Hydro: [0x27, 0x49, 0x6d],
  Wind: [0x3c, 0x8d, 0xad],
  Solar: [0xf2, 0xb1, 0x34],
  Gas: [0xb3, 0x54, 0x3c],
};
/** What smoothing does at the edges of an area, and the line above it. */
const TOLERANCE = 0.04;

test.use({ actionTimeout: 10_000, viewport: { width: 1280, height: 900 } });

interface Areas {
  readonly pixels: Readonly<Record<SourceName, number>>;
  /** Share of the columns in which each source lies above those that come before it. */
  readonly inOrder: number;
}

async function picture(page: Page): Promise<Buffer> {
  await page.mouse.move(2, 2);
  return page.getByTestId("plot").screenshot({ animations: "disabled" });
}

function measure(png: Buffer): Areas {
  const { width, height, data } = PNG.sync.read(png);
  const pixels: Record<SourceName, number> = { Hydro: 0, Wind: 0, Solar: 0, Gas: 0 };
  let ordered = 0;
  for (let x = 0; x < width; x += 1) {
    const column: number[] = [];
    for (let y = height - 1; y >= 0; y -= 1) {
      const at = 4 * (y * width + x);
      const source = SOURCES.findIndex((name) =>
        COLOURS[name].every((value, channel) => Math.abs(data[at + channel]! - value) <= 5),
      );
      if (source === -1) continue;
      pixels[SOURCES[source]!] += 1;
      column.push(source);
    }
    if (column.every((source, index) => index === 0 || source >= column[index - 1]!)) ordered += 1;
  }
  return { pixels, inOrder: ordered / width };
}

/** The areas have the shares of the energy of some hours, and lie above each other in order. */
async function expectAreas(page: Page, hours: readonly Hour[], shown: readonly SourceName[]): Promise<void> {
  const energy = energyOf(hours);
  const total = sum(shown.map((name) => energy[name]));
  await expect(async () => {
    const { pixels, inOrder } = measure(await picture(page));
    const all = sum(Object.values(pixels));
    expect(all, "pixels in the colours of the sources").toBeGreaterThan(10_000);
    for (const name of SOURCES) {
      const wanted = shown.includes(name) ? energy[name] / total : 0;
      const off = Math.abs(pixels[name] / all - wanted);
      expect(off, `how far the area of ${name} is off`).toBeLessThan(wanted === 0 ? 0.001 : TOLERANCE);
    }
    expect(inOrder, "columns with the sources in order").toBeGreaterThan(0.95);
  }).toPass({ timeout: 15_000 });
}

test("the areas are those of the days that count", async ({ page }) => {
  await page.goto("/");
  await expectAreas(page, hoursOf(24, 30), SOURCES);
  await page.getByRole("button", { name: "Mon, Nov 24", exact: true }).click();
  await expectAreas(page, hoursOf(24), SOURCES);
  await page.goto(addressOf(early, late, "&days=weekends"));
  await page.reload();
  const weekends = [8, 9, 15, 16].filter((day) => day >= early && day <= late);
  await expectAreas(
    page,
    weekends.flatMap((day) => hoursOf(day)),
    SOURCES,
  );
});

test("hidden sources leave the chart, and the others close up", async ({ page }) => {
  await page.goto(addressOf(single, single));
  await page.getByRole("button", { name: "Wind", exact: true }).click();
  await expectAreas(page, hoursOf(single), ["Hydro", "Solar", "Gas"]);
  await page.getByRole("button", { name: "Wind", exact: true }).click();
  await page.getByRole("button", { name: "Hydro", exact: true }).click();
  await page.getByRole("button", { name: "Gas", exact: true }).click();
  await expectAreas(page, hoursOf(single), ["Wind", "Solar"]);
});

test("the lowest area stands on the lower edge, and the heights follow the hours", async ({ page }) => {
  await page.goto(addressOf(24, 25, "&hide=hydro-solar-gas"));
  await expect(async () => {
    const { width, height, data } = PNG.sync.read(await picture(page));
    const isWind = (x: number, y: number) => {
      const at = 4 * (y * width + x);
      return COLOURS.Wind.every((value, channel) => Math.abs(data[at + channel]! - value) <= 6);
    };
    const heights = hoursOf(24, 25).map((_, hour) => {
      const x = Math.floor(((hour + 0.5) / 48) * width);
      return Array.from({ length: height }, (_, y) => isWind(x, y)).filter(Boolean).length;
    });
    const highest = Math.max(...heights);
    const winds = hoursOf(24, 25).map(({ generation }) => generation.Wind);
    const strongest = Math.max(...winds);
    for (const [hour, wind] of winds.entries()) {
      expect(Math.abs(heights[hour]! / highest - wind / strongest), `height of hour ${hour}`).toBeLessThan(
        0.08,
      );
    }
    expect(isWind(Math.floor(width / 2), height - 4), "the area at its foot").toBe(true);
  }).toPass({ timeout: 15_000 });
});

test("comparing draws another line", async ({ page }) => {
  await page.goto(addressOf(24, 24));
  await page.reload();
  await expectAreas(page, hoursOf(24), SOURCES);
  const alone = await picture(page);
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  await expect(page.getByTestId("demand-change")).toBeVisible();
  await expect.poll(async () => differing(alone, await picture(page))).toBeGreaterThan(100);
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  await expect(page.getByTestId("demand-change")).toBeHidden();
  await expect.poll(async () => differing(alone, await picture(page))).toBeLessThan(40);
});

/** How many pixels differ so much that it is seen; all of them where the pictures have other sizes. */
function differing(one: Buffer, other: Buffer): number {
  const [a, b] = [PNG.sync.read(one), PNG.sync.read(other)];
  if (a.width !== b.width || a.height !== b.height) return a.width * a.height;
  return Array.from({ length: a.width * a.height }, (_, at) =>
    [0, 1, 2].some((channel) => Math.abs(a.data[4 * at + channel]! - b.data[4 * at + channel]!) > 40),
  ).filter(Boolean).length;
}

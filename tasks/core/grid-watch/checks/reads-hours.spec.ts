import { expect, type Page, test } from "@playwright/test";
import { addressOf, hoursOf, nameOf, pad, SOURCES, type SourceName } from "./grid.ts";

const single = Number(process.env["SINGLE"]);

test.use({ actionTimeout: 10_000, viewport: { width: 1280, height: 900 } });

interface Shown {
  readonly sources?: readonly SourceName[];
  readonly before?: number;
}

/** The readout is that of an hour of a day of November, with nothing left out or added. */
async function expectHour(page: Page, day: number, hour: number, shown: Shown = {}): Promise<void> {
  const { sources = SOURCES, before } = shown;
  const { demand, generation } = hoursOf(day)[hour]!;
  const parts = [
    `${nameOf(day)}, ${pad(hour)}:00`,
    `Demand\\s*${demand} MW`,
    ...(before === undefined ? [] : [`Demand before\\s*${before} MW`]),
    ...sources.map((name) => `${name}\\s*${generation[name]} MW`),
  ];
  await expect(page.getByTestId("readout")).toBeVisible();
  // What sets the parts apart is up to the page, but it is no number.
  await expect(page.getByTestId("readout")).toHaveText(new RegExp(`^\\s*${parts.join("\\D{0,9}")}\\s*$`));
}

async function pointAt(page: Page, slot: number, slots: number): Promise<void> {
  const plot = page.getByTestId("plot");
  await plot.scrollIntoViewIfNeeded();
  const box = (await plot.boundingBox())!;
  await page.mouse.move(box.x + ((slot + 0.5) / slots) * box.width, box.y + box.height * 0.4, { steps: 4 });
}

test("the mouse reads the hour under it", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByTestId("demand")).toHaveText("61,564 MWh");
  await expect(page.getByTestId("readout")).toHaveCount(0);
  await pointAt(page, 66, 168);
  await expectHour(page, 26, 18);
  await pointAt(page, 0, 168);
  await expectHour(page, 24, 0);
  await pointAt(page, 167, 168);
  await expectHour(page, 30, 23);
  await page.mouse.move(3, 3, { steps: 3 });
  await expect(page.getByTestId("readout")).toHaveCount(0);

  await page.goto(addressOf(single, single, "&hide=hydro"));
  await page.reload();
  await pointAt(page, 13, 24);
  await expectHour(page, single, 13, { sources: ["Wind", "Solar", "Gas"] });
  await pointAt(page, 17, 24);
  await expectHour(page, single, 17, { sources: ["Wind", "Solar", "Gas"] });
});

test("the keyboard goes from hour to hour", async ({ page }) => {
  await page.goto(addressOf(20, 24, "&days=weekdays"));
  const chart = page.getByTestId("chart");
  await chart.focus();
  await expect(chart).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expectHour(page, 24, 23);
  await page.keyboard.press("ArrowRight");
  await expectHour(page, 24, 23);
  await page.keyboard.press("Home");
  await expectHour(page, 20, 0);
  await page.keyboard.press("ArrowLeft");
  await expectHour(page, 20, 0);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expectHour(page, 20, 2);
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("readout")).toHaveCount(0);
  await page.keyboard.press("ArrowRight");
  await expectHour(page, 20, 0);
  await page.keyboard.press("End");
  for (let press = 0; press < 24; press += 1) await page.keyboard.press("ArrowLeft");
  await expectHour(page, 21, 23);
  await page.keyboard.press("ArrowRight");
  await expectHour(page, 24, 0);
  await page.keyboard.press("Home");
  await expectHour(page, 20, 0);
  await page.getByRole("button", { name: "Fri, Nov 21", exact: true }).click();
  await expect(page.getByTestId("day-count")).toHaveText("1 day");
  await expect(page.getByTestId("readout")).toHaveCount(0);
});

test("the readout shows what the hour is compared with", async ({ page }) => {
  await page.goto(addressOf(23, 24, "&compare=on"));
  const chart = page.getByTestId("chart");
  await chart.focus();
  await page.keyboard.press("End");
  await expectHour(page, 24, 23, { before: hoursOf(22)[23]!.demand });
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  await chart.focus();
  await page.keyboard.press("Home");
  await expectHour(page, 23, 0);
});

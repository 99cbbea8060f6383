import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

async function save(page: Page, village: string): Promise<{ name: string; text: string }> {
  const started = page.waitForEvent("download");
  await button(page, `Save manifest of ${village}`).click();
  const download = await started;
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}

test("the text holds what the page shows at the moment", async ({ page }) => {
  await page.goto("/");
  await button(page, "Load one crate of L-219").click();
  await button(page, "Load one crate of L-219").click();
  await page.getByLabel("Delay for Kadoro", { exact: true }).fill("525");
  await expect(page.getByTestId("arrives").first()).toHaveText("April 17, 00:05");
  await page.getByLabel("Find a line", { exact: true }).fill("clearwell");
  await expect(page.getByTestId("line").filter({ visible: true })).toHaveCount(1);

  const kadoro = await save(page, "Kadoro");
  expect(kadoro.name).toBe("kadoro.txt");
  expect(kadoro.text.split("\n")).toEqual([
    "Manifest: Kadoro",
    "Departure: T-03, Blue Axle",
    "Booking: B-83E748",
    "Departs: April 16, 08:30",
    "Arrives: April 17, 00:05",
    "Weight: 783 kg",
    "",
    "L-103, Clearwell tablets: 9 crates, 99 kg, R-AC9018, 0 of 9 loaded",
    "L-219, Travel blankets: 19 crates, 684 kg, R-00C0B1, 2 of 19 loaded",
    "",
  ]);
});

test("each village has a file of its own", async ({ page }) => {
  await page.goto("/");
  await button(page, "Load all for Sefa Bridge").click();
  const sefa = await save(page, "Sefa Bridge");
  expect(sefa.name).toBe("sefa-bridge.txt");
  expect(sefa.text.split("\n")).toEqual([
    "Manifest: Sefa Bridge",
    "Departure: T-14, Highline",
    "Booking: B-F26784",
    "Departs: April 15, 12:00",
    "Arrives: April 15, 17:50",
    "Weight: 1,465 kg",
    "",
    "L-131, Rivermed powder: 5 crates, 75 kg, R-5DFB05, 5 of 5 loaded",
    "L-204, Grey blankets: 26 crates, 884 kg, R-6DBE9E, 26 of 26 loaded",
    "L-302, Green covers: 11 crates, 506 kg, R-03B5CE, 11 of 11 loaded",
    "",
  ]);
});

test("on paper there are no controls, and all the rest", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByTestId("line")).toHaveCount(10);
  await button(page, "Load one crate of L-118").click();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("button")).toHaveCount(0);
  await expect(
    page.locator("input, textarea, select, [contenteditable]").filter({ visible: true }),
  ).toHaveCount(0);
  for (const id of ["booking", "departs", "unloads", "verdict", "progress"])
    await expect(page.getByTestId(id).filter({ visible: true })).toHaveCount(4);
  await expect(page.getByTestId("loaded").filter({ visible: true })).toHaveCount(10);
  await expect(page.getByText("R-014286").first()).toBeVisible();
  await expect(page.getByTestId("loaded").nth(2)).toHaveText("1 of 14");
  await expect(page.getByTestId("total-price")).toBeVisible();
});

import { expect, type Page, test } from "@playwright/test";

test("the running order is printed, one stage a page", async ({ page }) => {
  let printed = 0;
  await page.exposeFunction("countPrint", () => {
    printed += 1;
  });
  await page.addInitScript("window.print = () => void window.countPrint()");
  await page.goto("/#crew");
  await page.getByLabel("Name", { exact: true }).fill("Ada Brook");
  await page.getByLabel("Name", { exact: true }).press("Enter");
  await page.getByRole("link", { name: "Plan", exact: true }).click();
  await page.getByRole("button", { name: "Edit The Late Ferry, 18:00", exact: true }).click();
  await page.getByRole("combobox", { name: "Rain stage", exact: true }).selectOption("Barn");
  await page.getByLabel("Ada Brook", { exact: true }).check();
  await page.getByRole("button", { name: "Save slot", exact: true }).click();

  await page.getByRole("link", { name: "Running order", exact: true }).click();
  await expect(page).toHaveURL(/#running-order$/);
  const sheets = page.getByTestId("sheet");
  await expect(sheets).toHaveCount(4);
  await expect(sheets.nth(0).getByRole("heading", { name: "Meadow Stage", exact: true })).toBeVisible();
  const first = sheets.nth(0).getByTestId("sheet-row");
  await expect(first).toHaveCount(5);
  await expect(first.nth(3)).toHaveText(/^\s*18:00–19:15.*The Late Ferry.*Ada Brook\s*$/s);
  await page.getByRole("button", { name: "Print", exact: true }).click();
  await expect.poll(() => printed).toBe(1);
  await expectOnPaper(page, 4);

  await page.getByLabel("Rain plan", { exact: true }).check();
  await expect(sheets).toHaveCount(2);
  const barn = sheets.nth(0).getByTestId("sheet-row");
  await expect(barn).toHaveCount(7);
  await expect(barn.nth(3)).toHaveText(/^\s*18:00–19:15.*The Late Ferry/s);
  await expect(sheets.nth(1).getByRole("heading", { name: "Tea Tent", exact: true })).toBeVisible();
  await page.getByRole("combobox", { name: "Language", exact: true }).selectOption("Deutsch");
  await expect(page.getByRole("link", { name: "Ablaufplan", exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("button", { name: "Drucken", exact: true })).toBeVisible();
  await expect(sheets).toHaveCount(2);
  await expectOnPaper(page, 2);
});

/** Looks at what a printer gets: nothing to click or choose, and so many pages. */
async function expectOnPaper(page: Page, pages: number): Promise<void> {
  await page.emulateMedia({ media: "print" });
  for (const role of ["button", "link", "combobox", "checkbox"] as const)
    await expect(page.getByRole(role).filter({ visible: true })).toHaveCount(0);
  await expect(page.getByTestId("sheet-row").last()).toBeVisible();
  const pdf = await page.pdf({ format: "A4" });
  expect(pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(pages);
  await page.emulateMedia({ media: "screen" });
}

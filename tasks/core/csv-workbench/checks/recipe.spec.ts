import { expect, type Page, test } from "@playwright/test";
import { addStep, expectRow, openFile, rowAt } from "./workbench.ts";

const KEY = "csv-workbench.recipe";
const FILLER = process.env["FILLER"]!;

test.use({ actionTimeout: 10_000 });

test.beforeEach(async ({ page }) => {
  await page.goto("/");
});

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

test("the steps are there after a reload, and apply to the next file by the names of its columns", async ({
  page,
}) => {
  await openFile(page, "march.csv", 'Name,City,Price\nann,,"1.200,50"\nbob,Hull,7\n');
  await addStep(page, "Fill empty", { column: "City", texts: { Value: FILLER } });
  await addStep(page, "Parse numbers", { column: "Price", choices: { "Written like": "1.234,56" } });
  await addStep(page, "Drop duplicates", { compare: ["City"] });
  const steps = page.getByTestId("step");
  await expect(steps).toHaveCount(3);
  await button(page, "Undo").click();
  await expect(steps).toHaveCount(2);

  await page.reload();
  await expect(steps).toHaveCount(2);
  await expect(steps.nth(0)).toContainText(`Fill empty in City with ${FILLER}`);
  await expect(steps.nth(1)).toContainText("Parse numbers in Price as 1.234,56");
  await expect(steps.nth(1)).not.toContainText("changed");
  await expect(page.getByTestId("table")).toHaveCount(0);
  await expect(button(page, "Undo")).toBeDisabled();
  await expect(button(page, "Redo")).toBeDisabled();
  await button(page, "Remove step 2").click();
  await expect(steps).toHaveCount(1);
  await button(page, "Undo").click();
  await expect(steps).toHaveCount(2);

  await page.reload();
  await expect(steps).toHaveCount(2);
  await openFile(page, "april.csv", "Price;Name\n3,5;cid\n1.000;dee\nfree;eve\n");
  await expect(steps.nth(0)).toContainText("skipped: no column City");
  await expect(steps.nth(1)).toContainText("2 changed, 1 not understood");
  await expectRow(rowAt(page, 2), ["3.5", "cid"]);
  await expectRow(rowAt(page, 3), ["1000", "dee"]);
  await openFile(page, "may.csv", "City,Other\n,12\n");
  await expect(steps.nth(0)).toContainText("1 changed");
  await expect(steps.nth(1)).toContainText("skipped: no column Price");
  await expectRow(rowAt(page, 2), [FILLER, "12"]);
});

test("a damaged store does no harm", async ({ page }) => {
  await openFile(page, "people.csv", "Name\nann\n");
  await addStep(page, "Change case", { column: "Name", choices: { Case: "UPPER CASE" } });
  await expectRow(rowAt(page, 2), ["ANN"]);
  await page.evaluate((key) => {
    const stored = localStorage.getItem(key)!;
    localStorage.setItem(key, stored.slice(0, stored.length / 2));
  }, KEY);
  await page.reload();
  await expect(page.getByRole("heading", { name: "CSV workbench" })).toBeVisible();
  await expect(page.getByTestId("step")).toHaveCount(0);
  await openFile(page, "people.csv", "Name\nann\n");
  await expectRow(rowAt(page, 2), ["ann"]);
});

import { expect, type Page, test } from "@playwright/test";

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const loaded = (page: Page, lot: string) =>
  page.getByTestId("line").filter({ hasText: lot }).getByTestId("loaded");
const total = (page: Page) => page.getByTestId("total-loaded");

async function open(page: Page): Promise<void> {
  await page.goto("/");
  await expect(total(page)).toHaveText("0 of 118 crates loaded");
}

test("a reload keeps what is loaded", async ({ page }) => {
  await open(page);
  await button(page, "Load one crate of L-219").click();
  await button(page, "Load one crate of L-219").click();
  await button(page, "Unload one crate of L-219").click();
  await button(page, "Load all for Lake Ondu").click();
  await button(page, "Load one crate of L-302").click();
  await expect(total(page)).toHaveText("20 of 118 crates loaded");
  await expect(button(page, "Undo")).toBeEnabled();

  await page.reload();
  await expect(total(page)).toHaveText("20 of 118 crates loaded");
  await expect(loaded(page, "L-219")).toHaveText("1 of 19");
  await expect(loaded(page, "L-302")).toHaveText("1 of 11");
  await expect(page.getByTestId("ready").filter({ visible: true })).toHaveCount(1);
  const ready = page.getByTestId("manifest").nth(2).getByTestId("ready").filter({ visible: true });
  await expect(ready).toHaveText("Ready to leave");
  await expect(button(page, "Load one crate of L-409")).toBeDisabled();
  await expect(button(page, "Undo")).toBeDisabled();
});

test("what was taken back stays so after a reload", async ({ page }) => {
  await open(page);
  await button(page, "Load one crate of L-118").click();
  await button(page, "Load all for Upper Marel").click();
  await button(page, "Undo").click();
  await expect(total(page)).toHaveText("1 of 118 crates loaded");
  await page.reload();
  await expect(total(page)).toHaveText("1 of 118 crates loaded");
  await expect(loaded(page, "L-118")).toHaveText("1 of 14");
});

test("a second tab follows the first, and the first the second", async ({ page: first, context }) => {
  const second = await context.newPage();
  await open(first);
  await open(second);

  await button(first, "Load one crate of L-103").click();
  await button(first, "Load all for Sefa Bridge").click();
  await expect(total(second)).toHaveText("43 of 118 crates loaded");
  await expect(loaded(second, "L-204")).toHaveText("26 of 26");
  await expect(button(second, "Undo")).toBeDisabled();

  await button(second, "Load one crate of L-211").click();
  await expect(total(second)).toHaveText("44 of 118 crates loaded");
  await expect(total(first)).toHaveText("44 of 118 crates loaded");
  await expect(loaded(first, "L-103")).toHaveText("1 of 9");
  await expect(button(first, "Undo")).toBeDisabled();

  await button(second, "Undo").click();
  await expect(total(first)).toHaveText("43 of 118 crates loaded");
  await expect(loaded(first, "L-211")).toHaveText("0 of 10");
});

import { expect, type Locator, type Page } from "@playwright/test";

export const NOON = "2026-01-01T12:00:00Z";

export async function openAt(page: Page, moment: string): Promise<void> {
  await page.clock.setFixedTime(new Date(moment));
  await page.goto("/");
  await expect(page.getByTestId("count-done")).toHaveText("9");
}

export const button = (within: Page | Locator, name: string): Locator =>
  within.getByRole("button", { name, exact: true });

/** A dose that is shown. */
export function dose(page: Page, patient: string, medicine: string): Locator {
  return page
    .getByTestId("dose")
    .filter({ has: page.getByTestId("patient").filter({ hasText: patient }) })
    .filter({ has: page.getByTestId("medicine").filter({ hasText: medicine }) });
}

export const form = (page: Page): Locator => page.getByTestId("dose-form");

export const field = (within: Page | Locator, label: string): Locator =>
  within.getByLabel(label, { exact: true });

export const list = (within: Page | Locator, name: string): Locator =>
  within.getByRole("combobox", { name, exact: true });

/** The names that a list offers. */
export async function readOptions(found: Locator): Promise<string[]> {
  await expect(found).toBeVisible();
  const texts = await found.getByRole("option").allTextContents();
  return texts.map((text) => text.trim()).filter((text) => text !== "请选择");
}

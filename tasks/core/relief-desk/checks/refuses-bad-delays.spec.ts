import { expect, type Page, test } from "@playwright/test";

const MESSAGE = "Enter whole minutes from 0 to 2880.";
const field = (page: Page, village: string) => page.getByLabel(`Delay for ${village}`, { exact: true });
const manifest = (page: Page, village: string) => page.getByTestId("manifest").filter({ hasText: village });
const message = (page: Page, village: string) =>
  manifest(page, village).getByText(MESSAGE).filter({ visible: true });

test("what is no delay is refused, and changes nothing", async ({ page }) => {
  await page.goto("/");
  await field(page, "Lake Ondu").fill("60");
  await expect(manifest(page, "Lake Ondu").getByTestId("verdict")).toHaveText("15 min to spare");
  await expect(message(page, "Lake Ondu")).toHaveCount(0);
  for (const bad of ["2881", "-5", "1.5", "12a", "soon"]) {
    await field(page, "Lake Ondu").fill("60");
    await expect(message(page, "Lake Ondu")).toHaveCount(0);
    await field(page, "Lake Ondu").fill(bad);
    await expect(message(page, "Lake Ondu").first()).toBeVisible();
    await expect(field(page, "Lake Ondu")).toHaveAttribute("aria-invalid", "true");
    await expect(field(page, "Lake Ondu")).toHaveValue(bad);
    await expect(manifest(page, "Lake Ondu").getByTestId("arrives")).toHaveText("April 18, 15:45");
    await expect(manifest(page, "Lake Ondu").getByTestId("verdict")).toHaveText("15 min to spare");
  }
  await expect(page.getByTestId("late-count")).toHaveText("0 villages late");
  await expect(message(page, "Kadoro")).toHaveCount(0);
  await expect(field(page, "Kadoro")).not.toHaveAttribute("aria-invalid", "true");
});

test("message and mark go when it is put right", async ({ page }) => {
  await page.goto("/");
  await field(page, "Kadoro").fill("100");
  await field(page, "Kadoro").fill("3000");
  await expect(message(page, "Kadoro").first()).toBeVisible();
  await field(page, "Upper Marel").fill("1631");
  await expect(page.getByTestId("late-count")).toHaveText("1 village late");
  await expect(manifest(page, "Kadoro").getByTestId("verdict")).toHaveText("Just in time");
  await expect(message(page, "Kadoro").first()).toBeVisible();

  await field(page, "Kadoro").fill("99");
  await expect(message(page, "Kadoro")).toHaveCount(0);
  await expect(field(page, "Kadoro")).not.toHaveAttribute("aria-invalid", "true");
  await expect(manifest(page, "Kadoro").getByTestId("verdict")).toHaveText("1 min to spare");
});

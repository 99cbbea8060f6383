import { expect, test } from "@playwright/test";

const HELPER = "Milo Stern";

test("two windows share one plan", async ({ page, context }) => {
  await page.goto("/#crew");
  await page.getByLabel("Name", { exact: true }).fill("Ada Brook");
  await page.getByLabel("Name", { exact: true }).press("Enter");
  await expect(page.getByTestId("crew-member")).toHaveCount(1);

  const plan = await context.newPage();
  await plan.goto("/#plan");
  await plan.getByRole("button", { name: "Edit Nightjars, 15:15", exact: true }).click();
  await plan.getByLabel("Ada Brook", { exact: true }).check();
  await plan.getByRole("button", { name: "Save slot", exact: true }).click();
  await expect(page.getByTestId("duty")).toHaveText([/14:55–16:15.*Nightjars, Barn/s]);

  await page.getByLabel("Name", { exact: true }).fill(HELPER);
  await page.getByRole("button", { name: "Add crew member", exact: true }).click();
  await expect(page.getByTestId("crew-member")).toHaveCount(2);
  await plan.getByRole("button", { name: "Edit Ondine Vale, 15:45", exact: true }).click();
  await plan.getByLabel(HELPER, { exact: true }).check();
  await plan.getByLabel("Ada Brook", { exact: true }).check();
  await plan.getByRole("button", { name: "Save slot", exact: true }).click();
  await expect(page.getByTestId("duty")).toHaveCount(3);
  await expect(plan.getByText("Ada Brook: Barn and River Stage overlap by 45 min.")).toBeVisible();

  await page.getByRole("button", { name: "Remove Ada Brook", exact: true }).click();
  await expect(plan.getByTestId("conflict-count")).toHaveText("2 conflicts");
  await plan.getByLabel("Changeover for River Stage", { exact: true }).fill("25");
  await plan.getByLabel("Changeover for River Stage", { exact: true }).press("Enter");
  await expect(page.getByTestId("duty")).toHaveText([/15:20–16:30.*Ondine Vale, River Stage/s]);

  for (const window of [page, plan]) await window.reload();
  await expect(page.getByTestId("crew-member")).toHaveCount(1);
  await expect(page.getByTestId("crew-total")).toHaveText("1 duty, 1 h 10 min");
  await expect(plan.getByTestId("slot").filter({ hasText: HELPER })).toHaveCount(1);
  await expect(plan.getByTestId("slot").filter({ hasText: "Ada Brook" })).toHaveCount(0);
});

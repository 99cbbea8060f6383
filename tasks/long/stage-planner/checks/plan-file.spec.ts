import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";

test("a saved plan opens again as it was", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("button", { name: "Edit Paper Lions, 14:30", exact: true }).click();
  await page.getByLabel("Act", { exact: true }).fill('Paper "Lions" <b>');
  await page.getByLabel("Start", { exact: true }).fill("00:55");
  await page.getByRole("button", { name: "Save slot", exact: true }).click();
  await expect(slotsOf(page, "Meadow Stage").last()).toContainText('Paper "Lions" <b>');

  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save plan", exact: true }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe("plan.json");
  const text = await readFile(await download.path(), "utf8");
  const saved = JSON.parse(text);
  const covered = saved.stages.map((stage: Record<string, unknown>) => stage["covered"]);
  expect([saved.festival, saved.date, covered, saved.slots.length]).toEqual([
    "Lantern Meadow",
    "2026-07-11",
    [false, true, false, true],
    19,
  ]);

  await page.getByRole("button", { name: 'Remove Paper "Lions" <b>, 00:55', exact: true }).click();
  await page.getByRole("button", { name: "Remove Kelp, 01:15", exact: true }).click();
  await expect(page.getByTestId("slot")).toHaveCount(17);
  await open(page, text);
  await expect(page.getByTestId("slot")).toHaveCount(19);
  await page.reload();
  await expect(slotsOf(page, "Meadow Stage").last()).toContainText(/00:55–01:55.*Paper "Lions" <b>/s);
  await expect(slotsOf(page, "Barn").last()).toContainText("Kelp");
});

test("another plan replaces this one, and what is no plan does not", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByTestId("slot")).toHaveCount(19);
  const hall = "Hall";
  const stages = [{ name: hall, changeover: 5, covered: true }];
  const slot = { act: "Quiet Owls", stage: hall, start: "00:10", minutes: 30 };
  const small = { format: 1, festival: "Small Day", date: "2026-08-01", stages };
  const noPlans = [
    JSON.stringify({ ...small, slots: [slot, { ...slot, stage: "Yard" }] }),
    "format: 1",
    "null",
    JSON.stringify({ ...small, slots: undefined }),
    JSON.stringify({ ...small, stages: undefined, slots: [] }),
  ];
  for (const noPlan of noPlans) {
    await open(page, noPlan);
    await expect(page.getByText("This is not a plan file.")).toBeVisible();
    await expect(page.getByRole("heading", { name: "Lantern Meadow", exact: true })).toBeVisible();
    await expect(page.getByTestId("slot")).toHaveCount(19);
  }
  await page.reload();
  await expect(page.getByTestId("slot")).toHaveCount(19);
  const plan = { ...small, slots: [slot, { ...slot, act: "Fen Fires", start: "23:00" }] };
  await open(page, JSON.stringify(plan));
  await expect(slotsOf(page, hall)).toHaveText([
    /^\s*23:00–23:30.*Fen Fires/s,
    /^\s*00:10–00:40.*Quiet Owls/s,
  ]);
  await expect(page.getByRole("heading", { name: small.festival, exact: true })).toBeVisible();
  await expect(page.getByRole("region", { name: "Barn", exact: true })).toHaveCount(0);
  await page.reload();
  await expect(page.getByTestId("stage-total")).toHaveText("2 slots, 1 h");
});

const slotsOf = (page: Page, stage: string) =>
  page.getByRole("region", { name: stage, exact: true }).getByTestId("slot");

const open = (page: Page, text: string) =>
  page
    .getByLabel("Open plan", { exact: true })
    .setInputFiles({ name: "other.json", mimeType: "application/json", buffer: Buffer.from(text) });

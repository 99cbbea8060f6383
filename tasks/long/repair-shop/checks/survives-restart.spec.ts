import { expect } from "@playwright/test";
import { change, listJobs, readJob, signIn, takeIn, test } from "./shop.ts";

test("jobs and sessions are as they were", async ({ call, restart, page }) => {
  const owen = await call("Owen");
  const { number } = await takeIn(owen);
  await change(owen, number, { status: "in-repair" });
  await page.goto(`/jobs/${number}`);
  await signIn(page, "Owen");
  const heading = page.getByRole("heading", { name: `Job #${number}`, exact: true });
  await expect(heading).toBeVisible();
  const before = await listJobs(owen);

  await restart();

  expect(await listJobs(owen)).toEqual(before);
  expect(await readJob(owen, number)).toMatchObject({ status: "in-repair" });
  await page.reload();
  await expect(heading).toBeVisible();
  const next = await takeIn(owen);
  expect(next.number).toBe(before[0]!.number + 1);
});

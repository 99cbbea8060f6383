import { expect, type Page } from "@playwright/test";
import { change, readJob, signIn, takeIn, test } from "./shop.ts";

const move = (page: Page, status: string) =>
  page.getByRole("button", { name: `Move to ${status}`, exact: true });

test("a job waits, goes on, and is shown as waiting", async ({ call, page }) => {
  const [owen, stranger] = [await call("Owen"), await call()];
  const { number, code } = await takeIn(owen);
  await change(owen, number, { status: "in-repair" });
  await page.goto(`/jobs/${number}`);
  await signIn(page, "Owen");
  const status = page.getByTestId("status");
  await expect(status).toHaveText("In repair");
  await expect(move(page, "Ready")).toBeVisible();
  await move(page, "Waiting for parts").click();
  await expect(status).toHaveText("Waiting for parts");
  await expect(move(page, "In repair")).toBeVisible();
  await expect(move(page, "Ready")).toBeVisible();
  await expect(move(page, "Received")).toHaveCount(0);
  await expect(move(page, "Collected")).toHaveCount(0);
  const tracked = await stranger.get(`/api/status/${code}`);
  expect(await tracked.json()).toMatchObject({ status: { status: "waiting" } });

  await page.goto("/");
  const show = page.getByRole("combobox", { name: "Show", exact: true });
  const readOptions = async () =>
    (await show.locator("option").allTextContents()).slice(2).map((text) => text.trim());
  await expect
    .poll(readOptions)
    .toEqual(["Received", "In repair", "Waiting for parts", "Ready", "Collected"]);
  const own = page.getByTestId("job").filter({ hasText: `#${number}` });
  await expect(own).toBeVisible();
  await show.selectOption({ label: "In repair" });
  await expect(own).toHaveCount(0);
  // Choosing may load the page anew: it is only chosen again where its scripts are there.
  await page.goto("/");
  await show.selectOption({ label: "Waiting for parts" });
  await expect(own).toBeVisible();
  await page.goto(`/s/${code}`);
  await expect(page.getByTestId("status")).toHaveText("Waiting for parts");
});

test("all other moves are as before", async ({ call }) => {
  const owen = await call("Owen");
  const { number } = await takeIn(owen);
  const refuse = async (status: string) => {
    const answer = await owen.patch(`/api/jobs/${number}`, { data: { status } });
    expect(answer.status(), `status of moving to ${status}`).toBe(409);
  };
  await refuse("waiting");
  for (const status of ["in-repair", "ready"]) await change(owen, number, { status });
  await refuse("waiting");
  for (const status of ["in-repair", "waiting"]) await change(owen, number, { status });
  await refuse("received");
  await refuse("collected");
  for (const status of ["in-repair", "waiting", "ready", "collected"]) await change(owen, number, { status });
  const found = await (await owen.get("/api/jobs?status=waiting")).json();
  expect(found.jobs.map((job: { number: number }) => job.number)).not.toContain(number);
  expect(await readJob(owen, 1028)).toMatchObject({ status: "ready" });
  expect(await readJob(owen, 1023)).toMatchObject({ status: "collected" });
});

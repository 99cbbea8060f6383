import { expect } from "@playwright/test";
import { addWork, change, chosen, listJobs, readJob, signIn, takeIn, test } from "./shop.ts";

const CODE = /^[ABCDEFGHJKLMNPQRSTUVWXYZ23456789]{8}$/;
const UNKNOWN = "ZZZZZZZZ";
const PHONE = "07700 900006";

test("each job has a code of its own", async ({ call, page }) => {
  const owen = await call("Owen");
  const { number: newest } = await takeIn(owen);
  const jobs = await listJobs(owen);
  for (const { code } of jobs) expect(code).toMatch(CODE);
  expect(new Set(jobs.map(({ code }) => code)).size).toBe(jobs.length);
  expect(jobs[0]!.number).toBe(newest);
  for (const { number, code } of [jobs[0]!, jobs.at(-1)!]) {
    expect((await readJob(owen, number)).code).toBe(code);
    await page.goto(`/jobs/${number}`);
    if (number === newest) await signIn(page, "Owen");
    await expect(page.getByTestId("code")).toHaveText(code);
  }
});

test("whoever types the code sees how far the job is, and nothing else", async ({ call, page }) => {
  const [owen, stranger] = [await call("Owen"), await call()];
  const { number, code } = await takeIn(owen, { phone: PHONE });
  await page.goto("/s");
  await page.getByLabel("Code", { exact: true }).fill("ZZZZ-0000");
  const lookUp = page.getByRole("button", { name: "Look up", exact: true });
  await lookUp.click();
  await expect(page.getByText("We do not know this code.").first()).toBeVisible();
  await page.goto("/s");
  await page
    .getByLabel("Code", { exact: true })
    .fill(` ${code.slice(0, 4).toLowerCase()}-${code.slice(4).toLowerCase()}`);
  await lookUp.click();
  const heading = page.getByRole("heading", { name: chosen("BICYCLE"), exact: true });
  await expect(heading).toBeVisible();
  await expect(page.getByTestId("status")).toHaveText("Received");
  await expect(page.getByTestId("total")).toHaveCount(0);

  await addWork(owen, number, "Replace the hanger", 35);
  await change(owen, number, { status: "in-repair" });
  const answer = await page.goto(`/s/${code}`);
  await expect(heading).toBeVisible();
  await expect(page.getByTestId("status")).toHaveText("In repair");
  await expect(page.getByTestId("total")).toHaveText("£32.56");
  await expect(page.getByTestId("agreement")).toHaveText("Not agreed");
  const sent = `${await answer!.text()} ${await page.content()}`;
  for (const secret of [chosen("RIDER"), PHONE, chosen("FAULT"), "Replace the hanger"])
    expect(sent.includes(secret), `${secret} is sent to a stranger`).toBe(false);

  const status = await stranger.get(`/api/status/${code}`);
  expect(status.status()).toBe(200);
  const tracked = { bicycle: chosen("BICYCLE"), status: "in-repair", total: 3256, agreed: false };
  expect(await status.json()).toEqual({ status: tracked });
  expect((await stranger.get(`/api/status/${UNKNOWN}`)).status()).toBe(404);
  for (const path of ["/api/jobs", `/api/jobs/${number}`, "/api/parts"])
    expect((await stranger.get(path)).status(), `status of ${path} for a stranger`).toBe(401);
});

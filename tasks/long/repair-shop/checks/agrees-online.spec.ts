import { expect } from "@playwright/test";
import { addWork, change, readJob, takeIn, test } from "./shop.ts";

test("who has seen an older total agrees to nothing", async ({ call, page }) => {
  const owen = await call("Owen");
  const { number, code } = await takeIn(owen);
  await addWork(owen, number, "Replace the hanger", 35);
  await page.goto(`/s/${code}`);
  const agree = (total: string) => page.getByRole("button", { name: `Agree to ${total}`, exact: true });
  await expect(agree("£32.56")).toBeVisible();
  await addWork(owen, number, "Face the mount", 20);
  await agree("£32.56").click();
  await expect(page.getByText("The estimate has changed.").first()).toBeVisible();
  await expect(page.getByTestId("total")).toHaveText("£51.16");
  expect((await readJob(owen, number)).agreed).toBe(false);

  await page.goto(`/s/${code}`);
  await agree("£51.16").click();
  await expect(page.getByTestId("agreement")).toHaveText("Agreed to £51.16");
  await expect(page.getByRole("button", { name: /Agree/ })).toHaveCount(0);
  expect((await readJob(owen, number)).agreed).toBe(true);
  expect(await addWork(owen, number, "Clean", 2)).toMatchObject({ agreed: false });
});

test("the API agrees to the present total alone", async ({ call }) => {
  const [owen, stranger] = [await call("Owen"), await call()];
  const { number, code } = await takeIn(owen);
  const agree = async (total: unknown) => {
    const answer = await stranger.post(`/api/status/${code}/agree`, { data: { total } });
    return [answer.status(), await answer.json()];
  };
  expect(await agree(0)).toMatchObject([409, { error: { code: "changed" } }]);
  await addWork(owen, number, "Replace the hanger", 35);
  expect(await agree(3255)).toMatchObject([409, { error: { code: "changed" } }]);
  expect(await readJob(owen, number)).toMatchObject({ agreed: false });
  expect(await agree(3256)).toMatchObject([200, { status: { total: 3256, agreed: true } }]);
  expect(await readJob(owen, number)).toMatchObject({ agreed: true });
  for (const status of ["in-repair", "ready", "collected"]) await change(owen, number, { status });
  const collected = await (await stranger.get(`/api/status/${code}`)).json();
  expect(collected).toMatchObject({ status: { status: "collected", total: 3256, agreed: true } });
});

import { expect, type Page, test } from "@playwright/test";

const van = (page: Page, id: string) => page.getByTestId(`van-${id}`);
const parcel = (page: Page, code: string) => page.getByTestId("parcel").filter({ hasText: code });
const select = (page: Page, code: string) => parcel(page, code).getByRole("combobox");
const earlier = (page: Page, code: string) => parcel(page, code).getByRole("button", { name: /أعلى/ });
const undo = (page: Page) => page.getByRole("button", { name: "تراجع", exact: true });

async function expectRoute(page: Page, within: string, numbers: readonly number[]): Promise<void> {
  const codes = page.getByTestId(within).getByTestId("code");
  await expect(codes).toContainText(numbers.map((number) => `${number}-DRB`));
  await expect(codes).toHaveCount(numbers.length);
}

async function open(page: Page): Promise<void> {
  await page.goto("/");
  await expect(page.getByTestId("parcel")).toHaveCount(40);
}

test("a reload changes nothing", async ({ page }) => {
  await open(page);
  await earlier(page, "4073-DRB").click();
  await earlier(page, "4184-DRB").click();
  await select(page, "4046-DRB").selectOption({ label: "شاحنة المدينة" });
  await select(page, "4165-DRB").selectOption({ label: "غير مُسند" });
  await select(page, "4178-DRB").selectOption({ label: "شاحنة التلال" });
  await expect(parcel(page, "4178-DRB").getByTestId("eta")).toContainText("١١:٥٤");

  await page.reload();
  await expectRoute(page, "van-v1", [4110, 4160, 4057, 4206, 4073, 4194, 4028, 4003, 4035, 4012]);
  await expectRoute(page, "van-v2", [4099, 4134, 4137, 4065, 4090, 4010, 4218, 4184, 4199, 4108]);
  await expectRoute(page, "van-v4", [4221, 4019, 4046]);
  await expectRoute(page, "unassigned", [4083, 4097, 4117, 4125, 4165, 4192]);
  await expect(parcel(page, "4178-DRB").getByTestId("eta")).toContainText("١١:٥٤");
  await expect(van(page, "v1").getByTestId("driving")).toContainText("٨٦ دقيقة");
  await expect(van(page, "v2").getByTestId("driving")).toContainText("١٢١ دقيقة");
  await expect(van(page, "v3").getByTestId("back")).toContainText("١٢:٢١");
  await expect(page.getByTestId("late-parcels")).toContainText("طرد واحد");
  await expect(undo(page)).toBeDisabled();

  await earlier(page, "4046-DRB").click();
  await expectRoute(page, "van-v4", [4221, 4046, 4019]);
  await page.goto("/");
  await expectRoute(page, "van-v4", [4221, 4046, 4019]);
});

test("a second tab follows the first, and the first the second", async ({ page: first, context }) => {
  const second = await context.newPage();
  await open(first);
  await open(second);

  await select(first, "4083-DRB").selectOption({ label: "شاحنة المدينة" });
  await expectRoute(second, "van-v4", [4221, 4019, 4083]);
  await expect(van(second, "v4").getByTestId("load")).toContainText("١٦٠ كيلوغرامًا");
  await expect(second.getByTestId("unassigned-count")).toContainText("٥ طرود");

  await earlier(second, "4073-DRB").click();
  await expect(van(second, "v4").getByTestId("load")).toContainText("١٦٠ كيلوغرامًا");
  await expect(van(first, "v1").getByTestId("back")).toContainText("١٠:٣٤");
  await expect(van(first, "v4").getByTestId("load")).toContainText("١٦٠ كيلوغرامًا");
});

test("what came from the other tab cannot be taken back here", async ({ page: first, context }) => {
  const second = await context.newPage();
  await open(first);
  await open(second);

  await select(first, "4083-DRB").selectOption({ label: "شاحنة المدينة" });
  await expect(undo(first)).toBeEnabled();
  await expect(van(second, "v4").getByTestId("parcel-count")).toContainText("٣ طرود");
  await expect(undo(second)).toBeDisabled();

  await earlier(second, "4073-DRB").click();
  await expect(van(first, "v1").getByTestId("back")).toContainText("١٠:٣٤");
  await expect(undo(first)).toBeDisabled();
  await undo(second).click();
  await expect(van(first, "v1").getByTestId("back")).toContainText("١٠:٣٦");
  await expect(van(first, "v4").getByTestId("parcel-count")).toContainText("٣ طرود");
});

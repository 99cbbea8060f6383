import { expect, type Page, test } from "@playwright/test";
import { button, dose, form, list, NOON, openAt } from "./round.ts";

async function expectCounts(page: Page, due: number, late: number, upcoming: number): Promise<void> {
  await expect(page.getByTestId("count-due")).toHaveText(String(due));
  await expect(page.getByTestId("count-late")).toHaveText(String(late));
  await expect(page.getByTestId("count-upcoming")).toHaveText(String(upcoming));
}

test("the page follows the clock while it stays open", async ({ page }) => {
  await page.clock.install({ time: new Date("2026-01-01T11:59:00Z") });
  await page.clock.pauseAt(new Date("2026-01-01T12:00:30Z"));
  await page.goto("/");
  await expect(page.getByTestId("now")).toHaveText("2026年1月1日 星期四 12:00");
  await expectCounts(page, 8, 3, 8);
  const aspirin = dose(page, "高建军", "阿司匹林肠溶片");
  await expect(aspirin.getByTestId("status")).toHaveText("待给药");

  await page.clock.runFor(31_000);
  await expect(page.getByTestId("now")).toHaveText("2026年1月1日 星期四 12:01");
  await expect(aspirin.getByTestId("status")).toHaveText("逾期1小时1分钟");
  await expect(page.getByTestId("summary-open")).toHaveText("未完成十九次，其中逾期四次");
  await expectCounts(page, 7, 4, 8);

  await button(page, "未到时间").click();
  const warfarin = dose(page, "孙秀英", "华法林钠片");
  await expect(button(warfarin, "给药")).toBeDisabled();
  await page.clock.fastForward("29:00");
  await page.clock.runFor(1_000);
  await expect(page.getByTestId("now")).toHaveText("2026年1月1日 星期四 12:30");
  await expect(warfarin).toHaveCount(0);
  await expectCounts(page, 8, 4, 7);
  await button(page, "待处理").click();
  await expect(button(warfarin, "给药")).toBeEnabled();
  await expect(dose(page, "赵国强", "华法林钠片").getByTestId("status")).toHaveText("逾期3小时30分钟");
});

test("nothing is put off to another day", async ({ page }) => {
  await openAt(page, "2026-01-01T22:45:50Z");
  await expectCounts(page, 0, 19, 0);
  const smecta = dose(page, "林小燕", "蒙脱石散");
  await button(smecta, "延后").click();
  await list(form(page), "延后时间").selectOption({ label: "2小时" });
  await list(form(page), "原因").selectOption({ label: "患者熟睡" });
  await button(form(page), "确认延后").click();
  await expect(page.getByText("不能延后到第二天", { exact: true })).toBeVisible();
  await expect(list(form(page), "延后时间")).toHaveAttribute("aria-invalid", "true");
  await expectCounts(page, 0, 19, 0);
  await list(form(page), "延后时间").selectOption({ label: "1小时" });
  await button(form(page), "确认延后").click();
  await expect(form(page)).toHaveCount(0);
  await expectCounts(page, 0, 18, 1);
  await button(page, "未到时间").click();
  await expect(smecta.getByTestId("time")).toHaveText("23:45（原定21:00）");
  await expect(smecta.getByTestId("record")).toHaveText("李静 22:45 延后：患者熟睡");
});

test.describe("in Shanghai", () => {
  test.use({ timezoneId: "Asia/Shanghai" });

  test("noon is noon on the device's clock", async ({ page }) => {
    await openAt(page, "2026-01-01T04:00:00Z");
    await expect(page.getByTestId("now")).toHaveText("2026年1月1日 星期四 12:00");
    await expectCounts(page, 8, 3, 8);
    await expect(dose(page, "赵国强", "华法林钠片").getByTestId("time")).toHaveText("09:00");
    await page.clock.setFixedTime(new Date("2026-01-01T16:05:00Z"));
    await page.reload();
    await expect(page.getByTestId("now")).toHaveText("2026年1月2日 星期五 00:05");
    await expectCounts(page, 0, 19, 0);
  });
});

test("each record keeps its own time", async ({ page }) => {
  await openAt(page, NOON);
  await expectCounts(page, 8, 3, 8);
  await button(dose(page, "马文涛", "阿司匹林肠溶片"), "给药").click();
  await page.clock.setFixedTime(new Date("2026-01-01T12:40:10Z"));
  await page.reload();
  await button(dose(page, "林小燕", "氨氯地平片"), "给药").click();
  await button(page, "已完成").click();
  await expect(dose(page, "马文涛", "阿司匹林肠溶片").getByTestId("record")).toHaveText("李静 12:00 给药");
  await expect(page.getByTestId("dose").last().getByTestId("record")).toHaveText("李静 12:40 给药");
});

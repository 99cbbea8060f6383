import { expect, test } from "@playwright/test";
import { button, dose, field, form, list, openAt } from "./round.ts";

const AT_NIGHT = "2026-01-01T21:30:00Z";

test("counts are written in words, up to the end of the day", async ({ page }) => {
  await openAt(page, AT_NIGHT);
  const summary = (line: string) => page.getByTestId(`summary-${line}`);
  await expect(summary("scope")).toHaveText("八位患者，共二十八次给药");
  await expect(summary("open")).toHaveText("未完成十九次，其中逾期十八次");
  await expect(page.getByTestId("used")).toHaveText([
    "阿司匹林肠溶片三片",
    "氨氯地平片两片",
    "华法林钠片一片半",
    "阿莫西林胶囊两粒",
    "蒙脱石散一袋",
    "硝酸甘油片一片",
  ]);

  for (const patient of ["高建军", "赵国强"]) {
    await button(dose(page, patient, "阿司匹林肠溶片").last(), "给药").click();
  }
  await expect(summary("given")).toHaveText("已给药十次");
  for (const [patient, medicine] of [
    ["赵国强", "华法林钠片"],
    ["孙秀英", "华法林钠片"],
  ] as const) {
    await button(dose(page, patient, medicine), "给药").click();
    await list(form(page), "核对人").selectOption({ label: "张倩" });
    await field(form(page), "核对码").fill("4470");
    await button(form(page), "确认给药").click();
    await expect(form(page)).toHaveCount(0);
    if (patient === "赵国强") await expect(page.getByTestId("used").nth(2)).toHaveText("华法林钠片两片");
  }
  await expect(summary("given")).toHaveText("已给药十二次");
  await expect(page.getByTestId("used").nth(2)).toHaveText("华法林钠片四片半");
  await button(dose(page, "刘洋", "氢氯噻嗪片"), "给药").click();
  await field(form(page), "已与医生核实").check();
  await button(form(page), "确认给药").click();
  await expect(page.getByTestId("used").last()).toHaveText("硝酸甘油片一片");
  await expect(page.getByTestId("used").nth(5)).toHaveText("氢氯噻嗪片半片");

  const open = page.getByTestId("dose");
  for (let left = 14; left > 0; left -= 1) {
    await expect(open).toHaveCount(left);
    await button(open.first(), "拒服").click();
    await list(form(page), "原因").selectOption({ label: "禁食禁水" });
    await button(form(page), "确认拒服").click();
    if (left === 14) await expect(summary("refused")).toHaveText("拒服两次");
    if (left === 5) await expect(summary("refused")).toHaveText("拒服十一次");
  }
  await expect(summary("refused")).toHaveText("拒服十五次");
  await expect(summary("open")).toHaveText("全部完成");
  await expect(page.getByText("没有符合条件的给药", { exact: true })).toBeVisible();
  await expect(page.getByTestId("refusal")).toHaveCount(15);
  await expect(page.getByTestId("refusal").first()).toHaveText("3床刘洋：阿司匹林肠溶片一片，恶心呕吐");
  await expect(page.getByTestId("refusal").nth(1)).toHaveText("10床黄志明：氨氯地平片一片，禁食禁水");
  await page.reload();
  await expect(page.getByTestId("count-done")).toHaveText("28");
  await expect(summary("open")).toHaveText("全部完成");
});

test("notes are kept as they were typed", async ({ page }) => {
  await openAt(page, AT_NIGHT);
  const note = field(page, "交班备注");
  await note.fill("   ");
  await button(page, "添加").click();
  await note.fill("  3床 <b>禁食</b> & 复查血钾 ");
  await note.press("Enter");
  await expect(note).toHaveValue("");
  await note.fill("家属明早探视");
  await button(page, "添加").click();
  await expect(page.getByTestId("note-text")).toHaveText(["3床 <b>禁食</b> & 复查血钾", "家属明早探视"]);
  await button(dose(page, "马文涛", "阿司匹林肠溶片"), "给药").click();
  await button(page, "撤销").click();
  await expect(page.getByTestId("note")).toHaveCount(2);
  await page.reload();
  await expect(page.getByTestId("note-text")).toHaveText(["3床 <b>禁食</b> & 复查血钾", "家属明早探视"]);
  await page.getByTestId("note").first().getByRole("button", { name: "删除" }).click();
  await expect(page.getByTestId("note-text")).toHaveText(["家属明早探视"]);
  await page.reload();
  await expect(page.getByTestId("note-text")).toHaveText(["家属明早探视"]);
});

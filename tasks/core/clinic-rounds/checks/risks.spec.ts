import { expect, test } from "@playwright/test";
import { button, dose, field, form, list, NOON, openAt, readOptions } from "./round.ts";

test("a high-alert medicine needs the code of a second person", async ({ page }) => {
  await openAt(page, NOON);
  await button(dose(page, "赵国强", "华法林钠片"), "给药").click();
  await expect(form(page)).toBeVisible();
  await expect(page.getByTestId("count-done")).toHaveText("9");
  await expect(field(form(page), "已与医生核实")).toHaveCount(0);
  expect(await readOptions(list(form(page), "核对人"))).toEqual(["陈晓梅", "王芳", "吴丽娜", "张倩", "周敏"]);
  await button(form(page), "确认给药").click();
  await expect(page.getByText("请选择核对人", { exact: true })).toBeVisible();
  await expect(page.getByText("核对码不正确", { exact: true })).toBeVisible();
  await expect(list(form(page), "核对人")).toBeFocused();
  await expect(list(form(page), "核对人")).toHaveAttribute("aria-invalid", "true");

  await list(form(page), "核对人").selectOption({ label: "王芳" });
  for (const wrong of ["7041", "3816", "52970", ""]) {
    await field(form(page), "核对码").fill(wrong);
    await button(form(page), "确认给药").click();
    await expect(field(form(page), "核对码")).toBeFocused();
    await expect(page.getByText("核对码不正确", { exact: true })).toBeVisible();
    await expect(page.getByText("请选择核对人", { exact: true })).toHaveCount(0);
  }
  await expect(page.getByTestId("stock-left").nth(2)).toHaveText("剩12.5片");

  await field(form(page), "核对码").fill("５２９７");
  await button(form(page), "确认给药").click();
  await expect(form(page)).toHaveCount(0);
  await expect(page.getByTestId("count-done")).toHaveText("10");
  await expect(page.getByTestId("stock-left").nth(2)).toHaveText("剩12片");
  await button(page, "已完成").click();
  const given = dose(page, "赵国强", "华法林钠片");
  await expect(given.getByTestId("record")).toHaveText("李静 12:00 给药，王芳核对");
  await expect(given.getByTestId("status")).toHaveText("已给药");
});

test("nobody checks what they give themselves", async ({ page }) => {
  await openAt(page, NOON);
  const nurse = list(page, "当班护士");
  expect(await readOptions(nurse)).toEqual(["陈晓梅", "李静", "王芳", "吴丽娜", "张倩", "周敏"]);
  await nurse.selectOption({ label: "王芳" });
  await page.reload();
  await expect(nurse.locator("option:checked")).toHaveText("王芳");
  await button(dose(page, "高建军", "氯化钾注射液"), "给药").click();
  expect(await readOptions(list(form(page), "核对人"))).toEqual(["陈晓梅", "李静", "吴丽娜", "张倩", "周敏"]);
  await list(form(page), "核对人").selectOption({ label: "李静" });
  await field(form(page), "核对码").fill("3816");
  await page.keyboard.press("Enter");
  const potassium = page.getByTestId("stock-item").nth(4);
  await expect(potassium.getByTestId("stock-left")).toHaveText("剩4支");
  await expect(potassium.getByTestId("stock-warning")).toHaveText("库存偏低");
  await button(page, "已完成").click();
  await expect(dose(page, "高建军", "氯化钾注射液").getByTestId("record")).toHaveText(
    "王芳 12:00 给药，李静核对",
  );
});

test("a medicine that the patient is allergic to needs the doctor's word", async ({ page }) => {
  await openAt(page, NOON);
  await button(dose(page, "赵国强", "阿莫西林胶囊"), "给药").click();
  await expect(list(form(page), "核对人")).toHaveCount(0);
  await button(form(page), "确认给药").click();
  await expect(page.getByText("请先与医生核实", { exact: true })).toBeVisible();
  await expect(page.getByTestId("stock-left").nth(3)).toHaveText("剩16粒");
  await field(form(page), "已与医生核实").check();
  await button(form(page), "确认给药").click();
  await expect(page.getByTestId("stock-left").nth(3)).toHaveText("剩15粒");

  const heparin = dose(page, "何桂兰", "低分子肝素注射液");
  await expect(heparin.getByTestId("allergy-warning")).toHaveText("过敏警示：肝素");
  await button(heparin, "给药").click();
  await button(form(page), "确认给药").click();
  for (const message of ["请先与医生核实", "请选择核对人", "核对码不正确"]) {
    await expect(page.getByText(message, { exact: true })).toBeVisible();
  }
  await list(form(page), "核对人").selectOption({ label: "周敏" });
  await field(form(page), "核对码").fill("6183");
  await button(form(page), "确认给药").click();
  await expect(page.getByText("核对码不正确", { exact: true })).toHaveCount(0);
  await expect(page.getByText("请先与医生核实", { exact: true })).toBeVisible();
  await expect(page.getByTestId("count-done")).toHaveText("10");
  await field(form(page), "已与医生核实").check();
  await button(form(page), "确认给药").click();
  await expect(page.getByTestId("count-done")).toHaveText("11");
});

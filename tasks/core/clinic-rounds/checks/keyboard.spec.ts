import { type CDPSession, expect, test } from "@playwright/test";
import { button, dose, field, form, list, NOON, openAt } from "./round.ts";

/** The Enter that an input method gets, while it is composing. */
async function pressComposingEnter(devtools: CDPSession): Promise<void> {
  const key = { key: "Enter", code: "Enter", windowsVirtualKeyCode: 229 };
  await devtools.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...key });
  await devtools.send("Input.dispatchKeyEvent", { type: "keyUp", ...key });
}

async function compose(devtools: CDPSession, text: string): Promise<void> {
  await devtools.send("Input.imeSetComposition", {
    text,
    selectionStart: text.length,
    selectionEnd: text.length,
  });
}

test("doses are recorded and taken back with the keyboard, and the focus is where it should be", async ({
  page,
}) => {
  await openAt(page, NOON);
  await button(dose(page, "马文涛", "阿司匹林肠溶片"), "给药").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("count-done")).toHaveText("10");
  await expect(button(page, "撤销")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("count-done")).toHaveText("9");

  const warfarin = button(dose(page, "赵国强", "华法林钠片"), "给药");
  await warfarin.focus();
  await page.keyboard.press("Space");
  await expect(list(form(page), "核对人")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(form(page)).toHaveCount(0);
  await expect(warfarin).toBeFocused();

  await page.keyboard.press("Enter");
  await list(form(page), "核对人").selectOption({ label: "王芳" });
  await page.keyboard.press("Tab");
  await expect(field(form(page), "核对码")).toBeFocused();
  await page.keyboard.type("5297");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("count-done")).toHaveText("10");
  await expect(button(page, "撤销")).toBeFocused();

  const later = button(dose(page, "刘洋", "氢氯噻嗪片"), "延后");
  await later.focus();
  await page.keyboard.press("Enter");
  await expect(list(form(page), "延后时间")).toBeFocused();
  await button(form(page), "取消").focus();
  await page.keyboard.press("Enter");
  await expect(form(page)).toHaveCount(0);
  await expect(later).toBeFocused();
  await expect(page.getByTestId("count-late")).toHaveText("2");
});

test("an Enter of the input method adds no note", async ({ page, context }) => {
  await openAt(page, NOON);
  const devtools = await context.newCDPSession(page);
  const note = field(page, "交班备注");
  await note.focus();
  await compose(devtools, "ni hao");
  await pressComposingEnter(devtools);
  await expect(note).toHaveValue("ni hao");
  await devtools.send("Input.insertText", { text: "你好" });
  await expect(note).toHaveValue("你好");
  await expect(page.getByTestId("note")).toHaveCount(0);
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("note-text")).toHaveText(["你好"]);
  await expect(note).toHaveValue("");
});

test("a name that is being composed finds nobody yet", async ({ page, context }) => {
  await openAt(page, NOON);
  const devtools = await context.newCDPSession(page);
  const search = field(page, "搜索姓名或床号");
  await search.focus();
  for (const typed of ["h", "hu", "huang"]) {
    await compose(devtools, typed);
    await expect(search).toHaveValue(typed);
    await expect(page.getByTestId("dose")).toHaveCount(11);
  }
  await devtools.send("Input.insertText", { text: "黄" });
  await expect(page.getByTestId("patient")).toHaveText(["黄志明", "黄志明"]);
});

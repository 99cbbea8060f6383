import { expect, type Page, test } from "@playwright/test";
import { answerCard, begin, deck, goHome, NOON, openAt, openWords } from "./trainer.ts";

const due = (page: Page, place: number) => page.getByTestId("word").nth(place).getByTestId("due");

async function reloadAt(page: Page, moment: string): Promise<void> {
  await page.clock.setFixedTime(new Date(moment));
  await page.reload();
  await expect(deck(page, "home")).toBeVisible();
}

test("what was answered is kept, and falls due on its day", async ({ page }) => {
  await openAt(page, NOON);
  await expect(page.getByTestId("streak")).toHaveText("لگاتار ۲ دن");
  await begin(page, "home", "کارڈ");
  await answerCard(page, false);
  await expect(page.getByTestId("summary")).toBeVisible();
  await reloadAt(page, NOON);
  const home = deck(page, "home");
  await expect(page.getByTestId("streak")).toHaveText("لگاتار ۳ دن");
  await expect(home.getByTestId("due-count")).toHaveText("آج کوئی لفظ باقی نہیں");
  await expect(home.getByTestId("accuracy")).toHaveText("۸۰ فیصد درست");

  await reloadAt(page, "2026-01-02T12:00:00Z");
  await expect(page.getByTestId("today")).toHaveText("۲ جنوری ۲۰۲۶");
  await expect(page.getByTestId("streak")).toHaveText("لگاتار ۳ دن");
  await expect(home.getByTestId("due-count")).toHaveText("آج ۲ الفاظ باقی ہیں");
  await expect(deck(page, "numbers").getByTestId("due-count")).toHaveText("آج ۲ الفاظ باقی ہیں");
  await begin(page, "home", "کارڈ");
  await expect(page.getByTestId("question")).toHaveText("pencere");
  await answerCard(page, true);
  await expect(page.getByTestId("question")).toHaveText("anahtar");
  await answerCard(page, true);
  await goHome(page);
  await expect(page.getByTestId("streak")).toHaveText("لگاتار ۴ دن");
  await openWords(page, "home");
  await expect(due(page, 1)).toHaveText("۹ جنوری ۲۰۲۶");
  await expect(due(page, 4)).toHaveText("۵ جنوری ۲۰۲۶");

  await reloadAt(page, "2026-01-04T12:00:00Z");
  await expect(page.getByTestId("streak")).toHaveText("ابھی کوئی سلسلہ نہیں");
  await begin(page, "numbers", "کارڈ");
  await answerCard(page, true);
  await goHome(page);
  await expect(page.getByTestId("streak")).toHaveText("لگاتار ایک دن");
});

test("a session that a reload ends keeps what was answered", async ({ page }) => {
  await openAt(page, NOON);
  await begin(page, "greetings", "کارڈ");
  await answerCard(page, true);
  await expect(page.getByTestId("question")).toHaveText("Günaydın!");
  await answerCard(page, false);
  await expect(page.getByTestId("question")).toHaveText("Hayır");
  await reloadAt(page, NOON);
  await expect(deck(page, "greetings").getByTestId("due-count")).toHaveText("آج ۵ الفاظ باقی ہیں");
  await begin(page, "greetings", "کارڈ");
  await expect(page.getByTestId("question")).toHaveText("Hayır");
  await expect(page.getByTestId("progress")).toHaveText("۵ میں سے ۱");
});

test.describe("early in the morning in Karachi", () => {
  test.use({ timezoneId: "Asia/Karachi" });

  test("today is the device's day, not that of Greenwich", async ({ page }) => {
    await openAt(page, "2026-01-01T20:30:00Z");
    await expect(page.getByTestId("today")).toHaveText("۲ جنوری ۲۰۲۶");
    await expect(deck(page, "home").getByTestId("due-count")).toHaveText("آج ۲ الفاظ باقی ہیں");
    await begin(page, "home", "کارڈ");
    await expect(page.getByTestId("question")).toHaveText("anahtar");
    await answerCard(page, false);
    await expect(page.getByTestId("question")).toHaveText("pencere");
    await goHome(page);
    await expect(page.getByTestId("streak")).toHaveText("لگاتار ایک دن");
    await openWords(page, "home");
    await expect(due(page, 4)).toHaveText("۳ جنوری ۲۰۲۶");
  });
});

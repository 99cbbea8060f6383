import { expect, test } from "@playwright/test";
import { begin, button, deck, goHome, NOON, openAt, openWords, readChoices } from "./trainer.ts";
import { decks } from "../assets/decks.json";

const food = decks.find(({ id }) => id === "food")!.words;
const DUE = ["üzüm", "yeşil çay", "incir", "ılık su", "süt", "kâse", "portakal suyu"];

test("four different meanings of the deck, the right one among them, not always in the same place", async ({
  page,
}) => {
  await openAt(page, NOON);
  await begin(page, "food", "انتخاب");
  const meanings = food.map(({ meaning }) => meaning);
  const places: number[] = [];
  for (const [at, term] of DUE.entries()) {
    await expect(page.getByTestId("question")).toHaveText(term);
    const choices = await readChoices(page);
    const { meaning } = food.find((word) => word.term === term)!;
    expect(new Set(choices).size, choices.join(" | ")).toBe(4);
    expect(meanings).toEqual(expect.arrayContaining(choices));
    expect(choices).toContain(meaning);
    places.push(choices.indexOf(meaning));

    const isWrong = at === 1 || at === 4;
    const chosen = isWrong ? choices.find((choice) => choice !== meaning)! : meaning;
    await page.getByTestId("choice").nth(choices.indexOf(chosen)).click();
    await expect(page.getByTestId("feedback")).toHaveText(
      new RegExp(`^\\s*${isWrong ? "غلط" : "درست"}:\\s+${term}\\s+کا مطلب ہے\\s+${meaning}\\s*$`),
    );
    await button(page, "اگلا").click();
  }
  expect(new Set(places).size, `places of the right one: ${places.join(", ")}`).toBeGreaterThan(1);
  await expect(page.getByTestId("right-count")).toHaveText("۵ جوابات درست");
  await expect(page.getByTestId("missed")).toContainText(["yeşil çay", "süt"]);
});

test("a deck of one word borrows meanings from the others", async ({ page }) => {
  await openAt(page, NOON);
  await openWords(page, "own");
  const form = page.getByTestId("add-form");
  await form.getByRole("textbox", { name: "ترکی لفظ", exact: true }).fill("kedi");
  await form.getByRole("textbox", { name: "مطلب", exact: true }).fill("بلی");
  await form.getByRole("button", { name: "شامل کریں", exact: true }).click();
  await expect(page.getByTestId("word")).toHaveCount(1);
  await goHome(page);

  await begin(page, "own", "انتخاب");
  const choices = await readChoices(page);
  expect(new Set(choices).size).toBe(4);
  const others = decks.flatMap(({ words }) => words.map(({ meaning }) => meaning));
  expect(["بلی", ...others]).toEqual(expect.arrayContaining(choices));
  await page.getByTestId("choice").nth(choices.indexOf("بلی")).click();
  await expect(page.getByTestId("feedback")).toContainText("درست");
  await goHome(page);
  await expect(deck(page, "own").getByTestId("accuracy")).toHaveText("۱۰۰ فیصد درست");
});

test("meanings are chosen by 1 to 4, by an Urdu keyboard's too", async ({ page, context }) => {
  await openAt(page, NOON);
  await begin(page, "food", "انتخاب");
  for (const meaning of ["انگور", "سبز چائے", "انجیر"]) {
    const choices = await readChoices(page);
    await page.keyboard.press(String(choices.indexOf(meaning) + 1));
    await expect(page.getByTestId("feedback")).toContainText(meaning);
    await expect(page.getByTestId("feedback")).toContainText("درست");
    await page.keyboard.press("Enter");
    await expect(page.getByTestId("feedback")).toHaveCount(0);
  }

  const place = (await readChoices(page)).indexOf("نیم گرم پانی") + 1;
  const devtools = await context.newCDPSession(page);
  const key = {
    key: String.fromCodePoint(0x06f0 + place),
    code: `Digit${place}`,
    windowsVirtualKeyCode: 48 + place,
  };
  await devtools.send("Input.dispatchKeyEvent", { type: "keyDown", text: key.key, ...key });
  await devtools.send("Input.dispatchKeyEvent", { type: "keyUp", ...key });
  await expect(page.getByTestId("feedback")).toContainText("درست");
  await expect(page.getByTestId("feedback")).toContainText("نیم گرم پانی");
});

import { expect, type Locator, type Page, test } from "@playwright/test";
import { answerField, begin, button, goHome, NOON, openAt, openWords } from "./trainer.ts";

/** Where the first and the last character of a word are painted inside an element, and in what language it stands there. */
interface Painted {
  readonly first: number;
  readonly last: number;
  readonly language: string;
}

/** Runs in the page. */
function paint(element: Element, word: string): Painted | null {
  const places: { node: Text; at: number }[] = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let text = "";
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const { data } = node as Text;
    for (let at = 0; at < data.length; at += 1) places.push({ node: node as Text, at });
    text += data;
  }
  const start = text.indexOf(word);
  if (start === -1) return null;
  const [first, last] = [start, start + word.length - 1].map((place) => {
    const { node, at } = places[place]!;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    return range.getBoundingClientRect().left;
  });
  const language = places[start]!.node.parentElement!.closest("[lang]")?.getAttribute("lang") ?? "";
  return { first: first!, last: last!, language };
}

/** A word that ends in a mark is painted with the mark at its right, and is said to be Turkish. */
async function expectIsolated(element: Locator, word: string): Promise<void> {
  await expect(element).toContainText(word);
  const painted = await element.evaluate(paint, word);
  expect(painted, `${word} stands in one piece`).not.toBeNull();
  expect(painted!.first, `the mark of ${word} stands at its right`).toBeLessThan(painted!.last);
  expect(painted!.language, `the language of ${word}`).toMatch(/^tr\b/);
}

async function expectUrdu(page: Page): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("lang", /^ur\b/);
  await expect(page.locator("body")).toHaveCSS("direction", "rtl");
  const text = await page.locator("body").innerText();
  expect(text.match(/^.*[0-9\u0660-\u0669].*$/m)?.[0] ?? "none").toBe("none");
  const overhang = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overhang, "no sideways scrolling").toBeLessThanOrEqual(0);
}

async function expectMirroredBoxes(page: Page): Promise<void> {
  const boxes = await Promise.all([1, 2, 3, 4, 5].map((box) => page.getByTestId(`box-${box}`).boundingBox()));
  for (const [at, box] of boxes.entries()) {
    if (at === 0) continue;
    const before = boxes[at - 1]!;
    const follows = box!.x < before.x || box!.y > before.y;
    expect(follows, `box ${at + 1} stands to the left of box ${at}, or below it`).toBe(true);
  }
}

test("a wide window", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await openAt(page, NOON);
  await expectUrdu(page);
  await openWords(page, "greetings");
  await expectIsolated(page.getByTestId("word").nth(2), "Nasılsın?");
  await expectUrdu(page);
  await expectMirroredBoxes(page);
});

test("a phone", async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 812 });
  await openAt(page, NOON);
  await expectUrdu(page);

  await begin(page, "greetings", "کارڈ");
  await expectIsolated(page.getByTestId("question"), "Görüşürüz!");
  await button(page, "پلٹیں").click();
  await expect(page.getByTestId("answer")).toBeVisible();
  await expectUrdu(page);
  await button(page, "آ گیا").click();
  await expectIsolated(page.getByTestId("question"), "Günaydın!");
  await goHome(page);

  await begin(page, "greetings", "لکھائی");
  await expect(answerField(page)).toHaveCSS("direction", "ltr");
  await answerField(page).fill("iyi aksamlar");
  await button(page, "جانچیں").click();
  await expect(page.getByTestId("feedback")).toContainText("غلط");
  await expectIsolated(page.getByTestId("feedback"), "Günaydın!");
  await expectUrdu(page);
  await goHome(page);

  await openWords(page, "greetings");
  await expectIsolated(page.getByTestId("word").nth(2), "Nasılsın?");
  const form = page.getByTestId("add-form");
  const term = form.getByRole("textbox", { name: "ترکی لفظ", exact: true });
  const meaning = form.getByRole("textbox", { name: "مطلب", exact: true });
  await expect(term).toHaveCSS("direction", "ltr");
  await expect(meaning).toHaveCSS("direction", "rtl");
  await term.fill("muvaffakiyetsizleştiricileştiriveremeyebileceklerimizdenmişsinizcesine");
  await meaning.fill("ایک بہت لمبا لفظ");
  await form.getByRole("button", { name: "شامل کریں", exact: true }).click();
  await expect(page.getByTestId("word")).toHaveCount(14);
  await expectUrdu(page);
  await expectMirroredBoxes(page);
});

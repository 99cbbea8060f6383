import { expect, type Page } from "@playwright/test";

export const NOON = "2026-01-01T12:00:00Z";

export const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
export const deck = (page: Page, id: string) => page.getByTestId(`deck-${id}`);
export const answerField = (page: Page) => page.getByRole("textbox", { name: "ترکی میں لکھیں", exact: true });

/** Opens the start page at a moment at which the clock then stands, with Math.random seeded. */
export async function openAt(page: Page, moment: string): Promise<void> {
  await page.clock.setFixedTime(new Date(moment));
  await page.addInitScript(() => {
    let state = 20_260_101;
    Math.random = () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 2 ** 32;
    };
  });
  await page.goto("/");
  await expect(deck(page, "home")).toBeVisible();
}

export async function begin(page: Page, id: string, kind: string): Promise<void> {
  await deck(page, id).getByRole("button", { name: kind, exact: true }).click();
  await expect(page.getByTestId("question")).toBeVisible();
}

export async function openWords(page: Page, id: string): Promise<void> {
  await deck(page, id).getByRole("button", { name: "فہرست", exact: true }).click();
  await expect(page.getByTestId("add-form")).toBeVisible();
}

export async function goHome(page: Page): Promise<void> {
  await button(page, "واپس").click();
  await expect(deck(page, "home")).toBeVisible();
}

/** Answers the card that lies there. */
export async function answerCard(page: Page, isKnown: boolean): Promise<void> {
  await button(page, "پلٹیں").click();
  await button(page, isKnown ? "آ گیا" : "نہیں آیا").click();
}

/** Waits for four choices; their texts in order. */
export async function readChoices(page: Page): Promise<string[]> {
  const choices = page.getByTestId("choice");
  await expect(choices).toHaveCount(4);
  return (await choices.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, " ").trim());
}

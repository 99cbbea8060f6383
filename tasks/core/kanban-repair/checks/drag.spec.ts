import { expect, type Locator, type Page, test } from "@playwright/test";
import { button, card, column, expectMessage, makeCard, storing, titles } from "./board.ts";

const CARDS = [
  makeCard("a", "Apples", { labels: ["fruit"] }),
  makeCard("b", "Beans"),
  makeCard("c", "Cherries", { labels: ["fruit"] }),
  makeCard("d", "Dill"),
  makeCard("e", "Eggs"),
  makeCard("f", "Flour"),
];

test.use({
  actionTimeout: 5_000,
  storageState: storing({
    version: 2,
    title: "Kitchen",
    columns: [
      { id: "one", title: "To do", limit: null, cardIds: ["a", "b", "c"] },
      { id: "two", title: "Doing", limit: 2, cardIds: ["d", "e"] },
      { id: "three", title: "Later", limit: null, cardIds: [] },
      { id: "four", title: "Done", limit: 5, cardIds: ["f"] },
    ],
    cards: Object.fromEntries(CARDS.map((each) => [each.id, each])),
  }),
});

test.beforeEach(async ({ page }) => {
  await page.goto("/");
  await expect(titles(page, "To do")).toHaveText(["Apples", "Beans", "Cherries"]);
});

test("a card goes where it is dropped", async ({ page }) => {
  await drag(page, "Apples", await pointOf(card(page, "Cherries"), 0.25));
  await expectMessage(page, "Dropped “Apples”: To do, position 2 of 3.");
  await expect(titles(page, "To do")).toHaveText(["Beans", "Apples", "Cherries"]);

  await drag(page, "Apples", await pointOf(card(page, "Cherries"), 0.75));
  await expect(titles(page, "To do")).toHaveText(["Beans", "Cherries", "Apples"]);
  await drag(page, "Apples", await pointOf(card(page, "Beans"), 0.25));
  await expect(titles(page, "To do")).toHaveText(["Apples", "Beans", "Cherries"]);

  await drag(page, "Beans", await pointOf(card(page, "Flour"), 0.25));
  await expectMessage(page, "Dropped “Beans”: Done, position 1 of 2.");
  await drag(page, "Cherries", await pointOf(card(page, "Beans"), 0.75));
  await expect(titles(page, "Done")).toHaveText(["Beans", "Cherries", "Flour"]);
  await expect(column(page, "Done").getByTestId("count")).toHaveText("3 of 5");

  await drag(page, "Apples", await pointOf(column(page, "Later"), 0.5));
  await expect(titles(page, "Later")).toHaveText(["Apples"]);
  await expect(titles(page, "To do")).toHaveCount(0);

  await page.reload();
  await expect(titles(page, "Later")).toHaveText(["Apples"]);
  await expect(titles(page, "Done")).toHaveText(["Beans", "Cherries", "Flour"]);
});

test("a full column keeps its own order, and takes no other card", async ({ page }) => {
  await drag(page, "Beans", await pointOf(card(page, "Eggs"), 0.25));
  await expectMessage(page, "Doing is full (2 of 2).");
  await expect(titles(page, "Doing")).toHaveText(["Dill", "Eggs"]);
  await expect(titles(page, "To do")).toHaveText(["Apples", "Beans", "Cherries"]);
  await expect(button(page, "Undo")).toBeDisabled();

  await drag(page, "Eggs", await pointOf(card(page, "Dill"), 0.25));
  await expectMessage(page, "Dropped “Eggs”: Doing, position 1 of 2.");
  await expect(titles(page, "Doing")).toHaveText(["Eggs", "Dill"]);
  await button(page, "Undo").click();
  await expect(titles(page, "Doing")).toHaveText(["Dill", "Eggs"]);
  await expect(button(page, "Undo")).toBeDisabled();
});

test("cards that a filter hides keep their places", async ({ page }) => {
  await page.getByRole("combobox", { name: "Filter by label", exact: true }).selectOption({ label: "fruit" });
  await expect(titles(page, "To do")).toHaveText(["Apples", "Cherries"]);
  await drag(page, "Apples", await pointOf(card(page, "Cherries"), 0.75));
  await expectMessage(page, "Dropped “Apples”: To do, position 2 of 2.");
  await button(page, "Clear filters").click();
  await expect(titles(page, "To do")).toHaveText(["Beans", "Cherries", "Apples"]);
});

/** A point in the middle of an element's width, at a share of its height. */
async function pointOf(found: Locator, share: number): Promise<{ x: number; y: number }> {
  await expect(found).toBeVisible();
  const { x, y, width, height } = (await found.boundingBox())!;
  return { x: x + width / 2, y: y + height * share };
}

/** Drags a card by its title, as a hand does: slowly at both ends. */
async function drag(page: Page, title: string, to: { x: number; y: number }): Promise<void> {
  const grip = await card(page, title).getByTestId("card-title").boundingBox();
  const from = { x: grip!.x + 12, y: grip!.y + grip!.height / 2 };
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 8, from.y + 4, { steps: 3 });
  await page.mouse.move(to.x - 2, to.y, { steps: 5 });
  await page.mouse.move(to.x, to.y, { steps: 2 });
  await page.mouse.up();
}

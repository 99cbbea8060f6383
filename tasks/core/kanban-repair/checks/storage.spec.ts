import { expect, test } from "@playwright/test";
import { addCard, button, expectMessage, makeCard, readStored, storing, titles } from "./board.ts";

test.use({ actionTimeout: 5_000 });

test.describe("a stored board of version 2", () => {
  const board = {
    version: 2,
    title: "Summer party",
    theme: { accent: "plum", wide: true },
    columns: [
      { id: "k1", title: "To do", limit: null, cardIds: ["p1", "p2"], folded: true },
      { id: "k2", title: "Doing", limit: 2, cardIds: ["p3", "p4", "p5"] },
      { id: "k3", title: "Done", limit: null, cardIds: [] },
    ],
    cards: {
      p1: makeCard("p1", "Order wine", { estimate: 3, checklist: [{ text: "red", done: true }] }),
      p2: makeCard("p2", "Hang up lights", { due: "2026-06-20", labels: ["garden"] }),
      p3: makeCard("p3", "Ask the band", { color: "#a0c4ff", created: null }),
      p4: makeCard("p4", "Borrow benches", { notes: "Two lines\nof notes" }),
      p5: makeCard("p5", "Print invitations"),
    },
  };
  test.use({ storageState: storing(board) });

  test("keeps its format and what other apps store in it", async ({ page }) => {
    await page.goto("/");
    await expect(titles(page, "Doing")).toHaveText(["Ask the band", "Borrow benches", "Print invitations"]);
    await button(page, "Move Ask the band").press("Enter");
    for (const key of ["ArrowDown", "ArrowDown", "Enter"]) await page.keyboard.press(key);
    await expectMessage(page, "Dropped “Ask the band”: Doing, position 3 of 3.");
    const moved = structuredClone(board);
    moved.columns[1]!.cardIds = ["p4", "p5", "p3"];
    await expect.poll(() => readStored(page)).toEqual(moved);

    await button(page, "Edit Order wine").click();
    await page.getByRole("textbox", { name: "Title", exact: true }).fill("Order cider");
    await button(page, "Save").click();
    await expectMessage(page, "Saved “Order cider”.");
    const changed = structuredClone(moved);
    changed.cards.p1.title = "Order cider";
    await expect.poll(() => readStored(page)).toEqual(changed);

    await addCard(page, "Doing", "One more");
    await expectMessage(page, "Doing is full (3 of 2).");
    expect(await readStored(page)).toEqual(changed);

    await addCard(page, "Done", "Choose a day");
    await expectMessage(page, "Added “Choose a day” to Done.");
    const { cards, columns } = await readStored(page);
    const [id] = columns[2].cardIds;
    expect(cards[id]).toEqual({
      ...makeCard(id, "Choose a day"),
      created: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    });

    for (let step = 0; step < 3; step += 1) await button(page, "Undo").click();
    await expect.poll(() => readStored(page)).toEqual(board);
  });
});

test.describe("a stored board of version 1", () => {
  test.use({
    storageState: storing({
      version: 1,
      name: "Garden",
      columns: [
        { name: "To do", limit: 2, cards: [{ id: "g1", text: "Buy seeds and bulbs", due: null }] },
        {
          name: "Done",
          cards: [
            { id: "g2", text: "Sharpen shears", due: "2025-10-04" },
            { id: "g3", text: "Rake leaves", due: null },
          ],
        },
      ],
    }),
  });

  test("is opened, and stored as version 2 with the first change", async ({ page }) => {
    await page.goto("/");
    await expect(titles(page, "To do")).toHaveText(["Buy seeds and bulbs"]);
    await expect(titles(page, "Done")).toHaveText(["Sharpen shears", "Rake leaves"]);
    await button(page, "Move Rake leaves").press("Enter");
    for (const key of ["ArrowLeft", "Enter"]) await page.keyboard.press(key);
    await expectMessage(page, "Dropped “Rake leaves”: To do, position 2 of 2.");
    await expect.poll(async () => (await readStored(page)).version).toBe(2);
    const { title, columns, cards } = await readStored(page);
    expect(title).toBe("Garden");
    expect(columns.map(({ id: _, ...rest }: { id: string }) => rest)).toEqual([
      { title: "To do", limit: 2, cardIds: ["g1", "g3"] },
      { title: "Done", limit: null, cardIds: ["g2"] },
    ]);
    expect(cards).toEqual({
      g1: makeCard("g1", "Buy seeds and bulbs", { created: null }),
      g2: makeCard("g2", "Sharpen shears", { due: "2025-10-04", created: null }),
      g3: makeCard("g3", "Rake leaves", { created: null }),
    });
  });
});

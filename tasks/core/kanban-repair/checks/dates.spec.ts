import { expect, test } from "@playwright/test";
import { button, card, expectMessage, makeCard, readStored, storing } from "./board.ts";

test.use({ actionTimeout: 5_000 });

const CASES = [
  {
    where: "an evening in Los Angeles",
    timezoneId: "America/Los_Angeles",
    now: "2026-01-02T05:30:00Z",
    dues: {
      "2025-12-31": "Overdue: Dec 31, 2025",
      "2026-01-01": "Due today",
      "2026-01-02": "Due tomorrow",
      "2026-01-05": "Due Jan 5, 2026",
    },
  },
  {
    where: "a night in Auckland",
    timezoneId: "Pacific/Auckland",
    now: "2026-01-01T12:00:00Z",
    dues: {
      "2026-01-01": "Overdue: Jan 1, 2026",
      "2026-01-02": "Due today",
      "2026-01-03": "Due tomorrow",
      "2026-03-31": "Due Mar 31, 2026",
    },
  },
  {
    where: "the day when the clocks change in Los Angeles",
    timezoneId: "America/Los_Angeles",
    now: "2026-03-08T20:00:00Z",
    dues: {
      "2026-03-07": "Overdue: Mar 7, 2026",
      "2026-03-08": "Due today",
      "2026-03-09": "Due tomorrow",
      "2026-03-10": "Due Mar 10, 2026",
    },
  },
];

for (const { where, timezoneId, now, dues } of CASES) {
  test.describe(where, () => {
    const days = Object.keys(dues);
    const cards = days.map((due, index) => makeCard(`d${index}`, `Card ${index + 1}`, { due }));
    test.use({
      timezoneId,
      storageState: storing({
        version: 2,
        title: "Dates",
        columns: [{ id: "all", title: "All", limit: null, cardIds: cards.map(({ id }) => id) }],
        cards: Object.fromEntries(cards.map((each) => [each.id, each])),
      }),
    });

    test("due dates are days of the user's calendar", async ({ page }) => {
      await page.clock.setFixedTime(now);
      await page.goto("/");
      await expect(page.getByTestId("due")).toHaveText(Object.values(dues));

      await button(page, "Edit Card 4").click();
      const due = page.getByLabel("Due date", { exact: true });
      await expect(due).toHaveValue(days[3]!);
      await due.fill(days[1]!);
      await button(page, "Save").click();
      await expectMessage(page, "Saved “Card 4”.");
      await expect(card(page, "Card 4").getByTestId("due")).toHaveText("Due today");
      await expect.poll(async () => (await readStored(page)).cards.d3.due).toBe(days[1]);
    });
  });
}

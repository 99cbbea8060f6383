import { expect, type Page, test } from "@playwright/test";
import {
  chosen,
  enter,
  expectEnvelope,
  expectMessage,
  expectToBudget,
  field,
  goToMonth,
  money,
  start,
  submit,
  toCents,
  typed,
} from "./ledger.ts";

const PAYEE = chosen("PAYEE");
const BUDGET = toCents(chosen("BUDGET"));
const EXCESS = toCents(chosen("EXCESS"));
const FIRST = chosen("FIRST");

const [OPENING, INCOME, RENT, FOUND] = [50_000, 210_000, 80_000, 1_550];
/** What is left of Food at the end of the first month; the second spends all of it and the excess. */
const REST = 2_005;

const date = (index: number) => {
  const [year, month] = FIRST.split("-").map(Number);
  return new Date(Date.UTC(year!, month! - 1 + index, 1));
};
const day = (index: number, ofMonth: string) => `${date(index).toISOString().slice(0, 7)}-${ofMonth}`;
const name = (index: number) =>
  date(index).toLocaleDateString("en-US", { month: "long", year: "numeric", timeZone: "UTC" });

const row = (id: string, when: string, category: string | null, amount: number) => {
  return { id, date: when, accountId: "a", payee: PAYEE, category, amount };
};
const LEDGER = {
  version: 1,
  accounts: [{ id: "a", name: "Current", opening: OPENING }],
  categories: ["Income", "Food", "Rent"],
  transactions: [
    row("1", day(0, "01"), "Income", INCOME),
    row("2", day(0, "28"), "Food", -(BUDGET - REST)),
    row("3", day(1, "01"), "Food", -(REST + EXCESS)),
    row("4", day(1, "02"), "Rent", -RENT),
    row("5", day(2, "15"), null, FOUND),
    row("6", "2026-02-01", "Income", INCOME),
  ],
};

test.use({ actionTimeout: 10_000 });

async function setBudget(page: Page, category: string, text: string): Promise<void> {
  await field(page, `Budget for ${category}`).fill(text);
  await page.keyboard.press("Enter");
}

test("budgets are set, carried over, and overspending is made good from what is to budget", async ({
  page,
}) => {
  await start(page, LEDGER);
  await expect(page.getByTestId("budget-month")).toHaveText("January 2026");
  await expect(page.getByTestId("envelope")).toHaveText([/Food/, /Rent/]);
  await goToMonth(page, "Previous month", name(0));
  await expectToBudget(page, OPENING + INCOME);
  await setBudget(page, "Food", typed(BUDGET));
  await expectMessage(page, `Budgeted ${money(BUDGET)} for Food in ${name(0)}.`);
  await setBudget(page, "Rent", "900");
  await expect(field(page, "Budget for Rent")).toHaveValue("900.00");
  await expectEnvelope(page, "Food", { carried: 0, spent: BUDGET - REST, available: REST });
  const toBudget = OPENING + INCOME - BUDGET - 90_000;
  await expectToBudget(page, toBudget);

  await goToMonth(page, "Next month", name(1));
  await expect(field(page, "Budget for Food")).toHaveValue("");
  await expectEnvelope(page, "Food", { carried: REST, spent: REST + EXCESS, available: -EXCESS });
  await expectEnvelope(page, "Rent", { carried: 90_000, spent: RENT, available: 10_000 });
  await expectToBudget(page, toBudget);

  await goToMonth(page, "Next month", name(2));
  await expectEnvelope(page, "Food", { carried: 0, spent: 0, available: 0 });
  await expectEnvelope(page, "Rent", { carried: 10_000, available: 10_000 });
  await expectToBudget(page, toBudget - EXCESS + FOUND);
  await setBudget(page, "Food", "60");
  await goToMonth(page, "Next month", "January 2026");
  await expectEnvelope(page, "Food", { carried: 6_000, spent: 0, available: 6_000 });
  await expectToBudget(page, toBudget - EXCESS + FOUND - 6_000);

  await page.reload();
  await expect(page.getByTestId("budget-month")).toHaveText("January 2026");
  await expectEnvelope(page, "Food", { carried: 6_000, available: 6_000 });
  await goToMonth(page, "Next month", "February 2026");
  await expectEnvelope(page, "Rent", { carried: 10_000 });
  await expectToBudget(page, toBudget - EXCESS + FOUND - 6_000 + INCOME);
});

test("what changes in an early month shows in all later ones", async ({ page }) => {
  await start(page, LEDGER);
  await goToMonth(page, "Previous month", name(0));
  await setBudget(page, "Food", typed(BUDGET));
  await goToMonth(page, "Next month", name(1));
  await expectEnvelope(page, "Food", { carried: REST, available: -EXCESS });
  await expectEnvelope(page, "Rent", { carried: 0, available: -RENT });
  await goToMonth(page, "Previous month", name(0));
  await setBudget(page, "Food", typed(BUDGET + EXCESS + 700));
  await goToMonth(page, "Next month", "January 2026");
  await expectEnvelope(page, "Food", { carried: 700, available: 700 });
  await expectToBudget(page, OPENING + INCOME + FOUND - BUDGET - EXCESS - 700 - RENT);

  await enter(page, {
    selects: { Category: "Food" },
    texts: { Payee: `${PAYEE} again`, Date: day(1, "20"), Amount: "7.01" },
  });
  await submit(page, "Add transaction", `Added ${PAYEE} again.`);
  await expectEnvelope(page, "Food", { carried: 0, spent: 0, available: 0 });
  await expectToBudget(page, OPENING + INCOME + FOUND - BUDGET - EXCESS - 701 - RENT);

  await goToMonth(page, "Previous month", name(0));
  await setBudget(page, "Food", "0");
  await expect(field(page, "Budget for Food")).toHaveValue("");
  await expectMessage(page, `Budgeted $0.00 for Food in ${name(0)}.`);
  await expectEnvelope(page, "Food", { available: REST - BUDGET });
  await expectToBudget(page, OPENING + INCOME);
});

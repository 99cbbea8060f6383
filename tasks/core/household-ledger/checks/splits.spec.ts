import { expect, type Page, test } from "@playwright/test";
import {
  button,
  chosen,
  enter,
  expectBalances,
  expectChosen,
  expectEnvelope,
  expectToBudget,
  field,
  goToMonth,
  inOrder,
  money,
  start,
  submit,
  toCents,
  transaction,
  typed,
} from "./ledger.ts";

const PAYEE = chosen("PAYEE");
const TOTAL = toCents(chosen("TOTAL"));
const PART = toCents(chosen("PART"));
/** Of the sample. */
const [CHECKING, SAVINGS, CASH] = [426335, 500000, 9805];
const GROCERIES = 13940;
const LEISURE = 2400;
const TO_BUDGET = 1054755;

test.use({ actionTimeout: 10_000 });

const expectLeft = (page: Page, cents: number) => expect(page.getByTestId("left")).toHaveText(money(cents));

test("an expense is split, to the cent, and edited", async ({ page }) => {
  await start(page);
  await goToMonth(page, "Previous month", "December 2025");
  await enter(page, {
    selects: { Category: "Groceries" },
    texts: { Payee: PAYEE, Date: "2025-12-27", Amount: typed(TOTAL) },
  });
  await button(page, "Split").click();
  await expectChosen(page, "Category 1", "Groceries");
  await expectChosen(page, "Category 2", "Uncategorised");
  await expect(field(page, "Amount 1")).toHaveValue("");
  await expectLeft(page, TOTAL);
  await enter(page, { selects: { "Category 2": "Leisure" }, texts: { "Amount 1": typed(PART) } });
  await expectLeft(page, TOTAL - PART);
  await button(page, "Add part").click();
  await field(page, "Amount 3").fill("n");
  await expectLeft(page, TOTAL - PART);

  await button(page, "Split evenly").click();
  const shares = [0, 1, 2].map((index) => Math.floor((TOTAL + 2 - index) / 3));
  for (const [index, share] of shares.entries())
    await expect(field(page, `Amount ${index + 1}`)).toHaveValue(typed(share));
  await expectLeft(page, 0);
  await button(page, "Remove part 2").click();
  await expect(field(page, "Amount 2")).toHaveValue(typed(shares[2]!));
  await expectChosen(page, "Category 2", "Uncategorised");
  await expectLeft(page, shares[1]!);

  const rest = TOTAL - PART;
  await enter(page, { texts: { "Amount 1": typed(PART), "Amount 2": typed(rest) } });
  await submit(page, "Add transaction", `Added ${PAYEE}.`);
  await expectChosen(page, "Type", "Expense");
  await expect(field(page, "Category")).toBeVisible();
  const added = transaction(page, PAYEE);
  await expect(added.getByTestId("amount")).toHaveText(money(-TOTAL));
  await expect(added.getByTestId("part")).toHaveText([
    inOrder("Groceries", money(-PART)),
    inOrder("Uncategorised", money(-rest)),
  ]);
  await expectBalances(page, [CHECKING - TOTAL, SAVINGS, CASH]);
  await expectEnvelope(page, "Groceries", { spent: GROCERIES + PART });
  await expectToBudget(page, TO_BUDGET - rest);

  await page.reload();
  await goToMonth(page, "Previous month", "December 2025");
  await expectEnvelope(page, "Groceries", { spent: GROCERIES + PART });
  await button(page, `Edit ${PAYEE}`).click();
  await expect(field(page, "Amount 2")).toHaveValue(typed(rest));
  await enter(page, { selects: { "Category 2": "Leisure" } });
  await submit(page, "Save changes", `Saved ${PAYEE}.`);
  await expectEnvelope(page, "Leisure", { spent: LEISURE + rest });
  await expectToBudget(page, TO_BUDGET);

  await button(page, `Edit ${PAYEE}`).click();
  await expect(field(page, "Amount 1")).toHaveValue(typed(PART));
  await button(page, "One category").click();
  await expectChosen(page, "Category", "Groceries");
  await submit(page, "Save changes", `Saved ${PAYEE}.`);
  await expect(added.getByTestId("part")).toHaveCount(0);
  await expect(added).toContainText("Groceries");
  await expectEnvelope(page, "Groceries", { spent: GROCERIES + TOTAL });
  await expectEnvelope(page, "Leisure", { spent: LEISURE });
  await expectBalances(page, [CHECKING - TOTAL, SAVINGS, CASH]);
});

test("income is split between what is to budget and a refund", async ({ page }) => {
  await start(page);
  await goToMonth(page, "Previous month", "December 2025");
  await enter(page, {
    selects: { Type: "Income" },
    texts: { Payee: PAYEE, Date: "2025-12-02", Amount: "90" },
  });
  await button(page, "Split").click();
  await enter(page, {
    selects: { "Category 1": "Income", "Category 2": "Groceries" },
    texts: { "Amount 1": typed(9000 - PART), "Amount 2": typed(PART) },
  });
  await submit(page, "Add transaction", `Added ${PAYEE}.`);
  await expect(transaction(page, PAYEE).getByTestId("part")).toHaveText([
    inOrder("Income", money(9000 - PART)),
    inOrder("Groceries", money(PART)),
  ]);
  await expect(transaction(page, PAYEE).getByTestId("part").first()).not.toContainText("-");
  await expectEnvelope(page, "Groceries", { spent: GROCERIES - PART });
  await expectToBudget(page, TO_BUDGET + 9000 - PART);
});

import { expect, type Page, test } from "@playwright/test";
import {
  button,
  chosen,
  enter,
  expectBalances,
  expectEnvelope,
  expectToBudget,
  field,
  readStored,
  start,
  submit,
  toCents,
  transaction,
  typed,
} from "./ledger.ts";

const PAYEE = chosen("PAYEE");
const POT = chosen("POT");
const TOTAL = toCents(chosen("TOTAL"));

/** As the app before stored it, with what the phone app had added. */
const LEDGER = {
  version: 1,
  device: { name: "Phone of Ida", syncs: 41 },
  accounts: [
    { id: "main", name: "Main", opening: 10_001, color: "#7a1f5c" },
    { id: "pot", name: POT, opening: 0, goal: { cents: 250_000, by: "2026-08-01" } },
  ],
  categories: ["Books", "Garden", "Income"],
  transactions: [
    { id: "t1", date: "2025-12-30", accountId: "main", payee: "Wages", category: "Income", amount: 90_000 },
    {
      id: "t2",
      date: "2026-01-01",
      accountId: "main",
      payee: PAYEE,
      category: "Books",
      amount: -TOTAL,
      photo: "receipt-7.jpg",
      tags: ["gift", "Ida"],
    },
    {
      id: "t3",
      date: "2025-12-30",
      accountId: "pot",
      payee: "Found",
      category: null,
      amount: 5,
      place: null,
    },
  ],
};

test.use({ actionTimeout: 10_000 });

interface Stored {
  version: number;
  accounts: { id: string; name: string; opening: number }[];
  categories: string[];
  transactions: {
    id: string;
    date: string;
    accountId: string;
    payee: string;
    category: string | null;
    amount: number;
  }[];
}

/** What the phone app makes of what is stored: it knows the members of the README, and no others. */
async function readByPhone(page: Page) {
  const { accounts, categories, transactions } = (await readStored(page)) as Stored;
  const isSound = transactions.every(
    ({ id, date, accountId, payee, category, amount }) =>
      typeof id === "string" &&
      /^\d{4}-\d\d-\d\d$/.test(date) &&
      accounts.some((account) => account.id === accountId) &&
      typeof payee === "string" &&
      (category === null || categories.includes(category)) &&
      Number.isSafeInteger(amount),
  );
  return {
    isSound,
    areIdsUnlike: new Set(transactions.map(({ id }) => id)).size === transactions.length,
    balances: accounts.map(({ id, opening }) =>
      transactions
        .filter(({ accountId }) => accountId === id)
        .reduce((sum, { amount }) => sum + amount, opening),
    ),
    rows: transactions.map(({ payee, category, amount }) => [payee, category, amount]),
  };
}

test("an old ledger opens as it is, and is stored in the same format", async ({ page }) => {
  await start(page, LEDGER);
  const main = 10_001 + 90_000 - TOTAL;
  await expectBalances(page, [main, 5]);
  await expect(page.getByTestId("transaction")).toHaveCount(3);
  await expectEnvelope(page, "Books", { spent: TOTAL, available: -TOTAL });
  await expectToBudget(page, 10_001 + 90_000 + 5);

  await button(page, `Edit ${PAYEE}`).click();
  await expect(field(page, "Amount")).toHaveValue(typed(TOTAL));
  await button(page, "Split").click();
  await enter(page, {
    selects: { "Category 2": "Garden" },
    texts: { "Amount 1": typed(TOTAL - 101), "Amount 2": "1.01" },
  });
  await submit(page, "Save changes", `Saved ${PAYEE}.`);
  await expect(transaction(page, PAYEE).getByTestId("part")).toHaveCount(2);

  await enter(page, { selects: { Type: "Transfer", "To account": POT }, texts: { Amount: "33.3" } });
  await submit(page, "Add transaction", `Added Transfer to ${POT}.`);
  await field(page, "Budget for Garden").fill("20");
  await page.keyboard.press("Enter");
  await expectEnvelope(page, "Garden", { spent: 101, available: 1_899 });
  await expectBalances(page, [main - 3_330, 3_335]);

  const expected = {
    isSound: true,
    areIdsUnlike: true,
    balances: [main - 3_330, 3_335],
    rows: expect.arrayContaining([
      ["Wages", "Income", 90_000],
      [PAYEE, null, -TOTAL],
      ["Found", null, 5],
      [`Transfer to ${POT}`, null, -3_330],
      ["Transfer from Main", null, 3_330],
    ]),
  };
  await expect.poll(() => readByPhone(page)).toEqual(expected);
  const stored = await readStored(page);
  expect(stored.transactions.length).toBe(5);
  const [wages, split, found] = LEDGER.transactions;
  expect(stored).toMatchObject({
    ...LEDGER,
    transactions: [wages, { ...split, category: null }, found, {}, {}],
  });

  await page.reload();
  await expectBalances(page, [main - 3_330, 3_335]);
  await expectEnvelope(page, "Garden", { spent: 101, available: 1_899 });
});

test("what is undone is stored as it was, members of others included", async ({ page }) => {
  await start(page, LEDGER);
  await button(page, `Delete ${PAYEE}`).click();
  await expect(page.getByTestId("transaction")).toHaveCount(2);
  await button(page, "Delete Found").click();
  await expect(page.getByTestId("transaction")).toHaveCount(1);
  for (let step = 0; step < 2; step += 1) await button(page, "Undo").click();
  await expect(page.getByTestId("transaction")).toHaveCount(3);
  await expect.poll(async () => (await readStored(page)).transactions.length).toBe(3);
  expect(await readStored(page)).toMatchObject(LEDGER);
});

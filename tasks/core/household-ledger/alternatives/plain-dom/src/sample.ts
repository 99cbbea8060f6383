import type { Ledger, Transaction } from "./model.ts";

type Row = readonly [date: string, accountId: string, payee: string, category: string | null, amount: number];

const ROWS: readonly Row[] = [
  ["2025-11-01", "checking", "Landlord", "Housing", -950_00],
  ["2025-11-03", "checking", "Corner Market", "Groceries", -64_20],
  ["2025-11-08", "cash", "Bakery", "Groceries", -7_85],
  ["2025-11-14", "checking", "City Transit", "Transport", -54_00],
  ["2025-11-21", "checking", "Noodle House", "Eating out", -31_40],
  ["2025-11-28", "checking", "Orchard Studio", "Income", 2650_00],
  ["2025-12-01", "checking", "Landlord", "Housing", -950_00],
  ["2025-12-04", "checking", "Corner Market", "Groceries", -71_35],
  ["2025-12-06", "cash", "Bakery", "Groceries", -9_10],
  ["2025-12-12", "checking", "City Transit", "Transport", -54_00],
  ["2025-12-13", "checking", "Green Cross Pharmacy", "Health", -18_75],
  ["2025-12-19", "checking", "Corner Market", "Groceries", -58_95],
  ["2025-12-20", "checking", "Cinema Rex", "Leisure", -24_00],
  ["2025-12-23", "cash", "Flea market", null, 35_00],
  ["2025-12-29", "checking", "Orchard Studio", "Income", 2650_00],
];

/** What a new user finds. */
export const SAMPLE: Ledger = {
  version: 1,
  accounts: [
    { id: "checking", name: "Checking", opening: 1240_00 },
    { id: "savings", name: "Savings", opening: 5000_00 },
    { id: "cash", name: "Cash", opening: 80_00 },
  ],
  categories: ["Groceries", "Housing", "Transport", "Eating out", "Health", "Leisure", "Income"],
  transactions: ROWS.map(([date, accountId, payee, category, amount], index): Transaction => {
    return { id: `sample-${index + 1}`, date, accountId, payee, category, amount };
  }),
};

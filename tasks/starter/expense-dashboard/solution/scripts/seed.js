import { toCents } from "./money.js";

/** The expenses that the app starts with. Amounts become whole cents, so that sums stay exact. */
export async function loadSeed(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  const { categories, expenses } = await response.json();
  return {
    categories,
    expenses: expenses.map(({ amount, ...rest }) => ({ ...rest, cents: toCents(amount) })),
  };
}

import { monthOf } from "./months.js";

const total = (expenses) => expenses.reduce((sum, { cents }) => sum + cents, 0);

/** Everything that is shown, worked out from the state: what is visible, its totals, the months, the budgets. */
export function summarize({ categories, expenses, budgets, filter }) {
  const months = [...new Set(expenses.map(({ date }) => monthOf(date)))].sort();
  const visible = expenses
    .map((expense, position) => ({ expense, position }))
    .filter(
      ({ expense }) =>
        (filter.category === "" || expense.category === filter.category) &&
        (filter.month === "" || monthOf(expense.date) === filter.month),
    )
    .sort((a, b) => b.expense.date.localeCompare(a.expense.date) || b.position - a.position)
    .map(({ expense }) => expense);
  const budgetMonth = filter.month || months.at(-1) || null;
  return {
    months,
    visible,
    total: total(visible),
    byCategory: categories.map((category) => ({
      category,
      cents: total(visible.filter((expense) => expense.category === category)),
    })),
    byMonth: months.map((month) => ({
      month,
      cents: total(expenses.filter(({ date }) => monthOf(date) === month)),
    })),
    budgetMonth,
    budgets: categories.map((category) => ({
      category,
      budget: budgets[category] ?? null,
      spent: total(
        expenses.filter((expense) => expense.category === category && monthOf(expense.date) === budgetMonth),
      ),
    })),
  };
}

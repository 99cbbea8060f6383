const KEY = "expense-dashboard";
const NO_FILTER = { category: "", month: "" };

/**
 * Holds what the app knows, and tells its subscribers when that changes. Expenses and budgets are kept in the browser;
 * filters and the last deletion are not.
 */
export function createStore(seed, storage) {
  const kept = read(storage);
  const subscribers = [];
  const state = {
    categories: seed.categories,
    expenses: kept?.expenses ?? seed.expenses,
    budgets: kept?.budgets ?? {},
    filter: NO_FILTER,
    deleted: null,
  };

  const change = (changes) => {
    Object.assign(state, changes);
    storage.setItem(KEY, JSON.stringify({ expenses: state.expenses, budgets: state.budgets }));
    for (const notify of subscribers) notify();
  };

  return {
    state,
    subscribe: (notify) => subscribers.push(notify),
    add: (expense) =>
      change({
        expenses: [...state.expenses, { id: crypto.randomUUID?.() ?? String(Date.now()), ...expense }],
        deleted: null,
      }),
    remove: (id) => {
      const index = state.expenses.findIndex((expense) => expense.id === id);
      if (index < 0) return;
      change({
        expenses: state.expenses.toSpliced(index, 1),
        deleted: { index, expense: state.expenses[index] },
      });
    },
    undo: () => {
      if (state.deleted === null) return;
      const { index, expense } = state.deleted;
      change({
        expenses: state.expenses.toSpliced(index, 0, {
          ...expense,
          date: new Date().toISOString().slice(0, 10),
        }),
        deleted: null,
      });
    },
    setBudget: (category, cents) => {
      const { [category]: _, ...others } = state.budgets;
      change({ budgets: cents === null ? others : { ...others, [category]: cents } });
    },
    setFilter: (filter) => change({ filter: { ...state.filter, ...filter } }),
    clearFilter: () => change({ filter: NO_FILTER }),
  };
}

function read(storage) {
  try {
    return JSON.parse(storage.getItem(KEY));
  } catch {
    return null;
  }
}

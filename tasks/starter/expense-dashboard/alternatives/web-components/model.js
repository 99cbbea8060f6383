/*
 * The file of expenses is never copied: what is kept is the list of changes that the user made to it, and the state is
 * what comes out when they are applied in order.
 */
const KEY = "expenses/changes";

export const money = (value) => {
  const [whole, cents] = (Math.round(value) / 100).toFixed(2).split(".");
  return `$${whole.replace(/\B(?=(\d{3})+$)/g, ",")}.${cents}`;
};

const MONTHS = "January February March April May June July August September October November December".split(
  " ",
);
export const monthOf = ({ date }) => date.slice(0, 7);
const nameOf = (date) => MONTHS[Number(date.slice(5, 7)) - 1];
export const monthName = (month) => `${nameOf(month)} ${month.slice(0, 4)}`;
export const dayName = (date) => `${nameOf(date)} ${Number(date.slice(8))}, ${date.slice(0, 4)}`;

export const sum = (expenses) => expenses.reduce((total, { cents }) => total + cents, 0);

class Model extends EventTarget {
  ready = false;
  categories = [];
  filter = { category: "", month: "" };
  #seed = [];
  #changes = [];
  #undoable = null;

  async load() {
    const { categories, expenses } = await (await fetch("./assets/expenses.json")).json();
    this.categories = categories;
    this.#seed = expenses.map((entry) => ({ ...entry, cents: Math.round(entry.amount * 100) }));
    this.#changes = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    this.ready = true;
    this.#tell();
  }

  get expenses() {
    const all = new Map(this.#seed.map((entry) => [entry.id, entry]));
    const deleted = new Set();
    for (const change of this.#changes) {
      if (change.add) all.set(change.add.id, change.add);
      if (change.delete) deleted.add(change.delete);
      if (change.restore) deleted.delete(change.restore);
    }
    return [...all.values()].filter(({ id }) => !deleted.has(id));
  }

  get budgets() {
    return Object.assign({}, ...this.#changes.map(({ budget }) => budget ?? {}));
  }

  get shown() {
    const { category, month } = this.filter;
    const fits = (entry) =>
      (!category || entry.category === category) && (!month || monthOf(entry) === month);
    return this.expenses
      .filter(fits)
      .reverse()
      .sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0));
  }

  get months() {
    return [...new Set(this.expenses.map(monthOf))].sort();
  }

  get budgetMonth() {
    return this.filter.month || this.months.at(-1);
  }

  get undoable() {
    return this.#undoable;
  }

  add(entry) {
    this.#undoable = null;
    this.#record({ add: { id: `u${this.#changes.length}-${Date.now()}`, ...entry } });
  }

  delete(id) {
    this.#undoable = this.expenses.find((entry) => entry.id === id);
    this.#record({ delete: id });
  }

  undo() {
    const { id } = this.#undoable;
    this.#undoable = null;
    this.#record({ restore: id });
  }

  setBudget(category, cents) {
    this.#record({ budget: { [category]: cents } });
  }

  setFilter(filter) {
    this.filter = { ...this.filter, ...filter };
    this.#tell();
  }

  #record(change) {
    this.#changes.push(change);
    localStorage.setItem(KEY, JSON.stringify(this.#changes));
    this.#tell();
  }

  #tell() {
    this.dispatchEvent(new Event("change"));
  }
}

export const model = new Model();

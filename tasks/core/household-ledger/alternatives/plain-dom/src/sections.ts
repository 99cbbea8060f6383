import { formatDay, today } from "./dates.ts";
import { amount, button, el, fillOptions, selectField, textField } from "./dom.ts";
import { balance, budget, ordered, planned, shift, sidesOf, total, type Transaction } from "./model.ts";
import { formatMoney, parseAmount, toAmountText } from "./money.ts";
import { canUndo, commit, newId, state, subscribe, undo } from "./store.ts";

const panel = (title: string, ...children: (Node | string)[]) =>
  el("section", { class: "panel", "aria-label": title }, el("h2", {}, title), ...children);

export function createTop(): Node[] {
  const message = el("p", { "data-testid": "message", role: "status", class: "message" });
  const back = button("Undo", undo);
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.key.toLowerCase() !== "z") return;
    if ((event.target as Element).matches("input, select")) return;
    event.preventDefault();
    undo();
  });
  subscribe(() => {
    message.textContent = state.message;
    back.disabled = !canUndo();
  });
  return [el("h1", {}, "Household ledger"), message, back];
}

export function createAccounts(): HTMLElement {
  const body = el("tbody");
  const worth = amount("net-worth");
  const name = textField("Account name");
  const opening = textField("Opening balance", { inputmode: "decimal" });
  const add = (event: Event) => {
    event.preventDefault();
    const cents = opening.value.trim() === "" ? 0 : parseAmount(opening.value);
    const isNamed = name.complain(name.value.trim() === "" ? "Enter a name." : null);
    opening.complain(cents === null ? "Enter an amount with at most two decimals." : null);
    if (!isNamed || cents === null) return;
    const account = { id: newId(), name: name.value.trim(), opening: cents };
    name.value = opening.value = "";
    commit(({ accounts }) => accounts.push(account), `Added account ${account.name}.`);
  };
  subscribe(() => {
    const { accounts } = state.ledger;
    body.replaceChildren(
      ...accounts.map((account) =>
        el(
          "tr",
          { "data-testid": "account" },
          el("th", { scope: "row" }, account.name),
          el("td", {}, amount("balance", formatMoney(balance(state.ledger, account)))),
        ),
      ),
    );
    worth.textContent = formatMoney(
      accounts.reduce((sum, account) => sum + balance(state.ledger, account), 0),
    );
  });
  return panel(
    "Accounts",
    el("table", {}, body),
    el("p", {}, "Net worth ", worth),
    el(
      "form",
      { class: "row", novalidate: true, submit: add },
      name.box,
      opening.box,
      el("button", {}, "Add account"),
    ),
  );
}

export function createBudget(): HTMLElement {
  let month = today().slice(0, 7);
  const title = el("strong", { "data-testid": "budget-month" });
  const free = amount("to-budget");
  const go = (by: number) => {
    month = shift(month, by);
    show();
  };
  const spell = () =>
    new Date(`${month}-15T12:00:00Z`).toLocaleDateString("en-US", {
      month: "long",
      year: "numeric",
      timeZone: "UTC",
    });
  const rows = state.ledger.categories
    .filter((category) => category !== "Income")
    .map((category) => {
      const field = textField(`Budget for ${category}`, { inputmode: "decimal" });
      const figures = { carried: amount("carried"), spent: amount("spent"), available: amount("available") };
      let shown = "";
      const takeOver = () => {
        const cents = field.value.trim() === "" ? 0 : parseAmount(field.value);
        const isFine = cents !== null && cents >= 0;
        field.complain(isFine ? null : "Enter an amount of zero or more, with at most two decimals.");
        if (!isFine) return;
        const now = month;
        if (cents !== planned(state.ledger, now, category))
          commit(
            (ledger) => {
              const others = (ledger.plans ?? []).filter(
                (one) => one.month !== now || one.category !== category,
              );
              ledger.plans = cents === 0 ? others : [...others, { month: now, category, cents }];
            },
            `Budgeted ${formatMoney(cents)} for ${category} in ${spell()}.`,
          );
        field.value = cents === 0 ? "" : toAmountText(cents);
      };
      field.control.addEventListener("change", takeOver);
      const refresh = () => {
        const cents = planned(state.ledger, month, category);
        const now = budget(state.ledger, month).envelopes.get(category);
        for (const key of ["carried", "spent", "available"] as const)
          figures[key].textContent = formatMoney(now?.[key] ?? 0);
        if (shown === `${month} ${cents}`) return;
        shown = `${month} ${cents}`;
        field.value = cents === 0 ? "" : toAmountText(cents);
        field.complain(null);
      };
      const box = el(
        "div",
        { "data-testid": "envelope", class: "envelope" },
        el("h3", {}, category),
        field.box,
        el(
          "dl",
          { class: "row" },
          ...Object.entries(figures).map(([name, figure]) =>
            el("div", {}, el("dt", {}, name), el("dd", {}, figure)),
          ),
        ),
      );
      return { refresh, box };
    });
  const show = () => {
    title.textContent = spell();
    free.textContent = formatMoney(budget(state.ledger, month).free);
    for (const { refresh } of rows) refresh();
  };
  subscribe(show);
  return panel(
    "Envelopes",
    el(
      "p",
      { class: "row" },
      title,
      button("Previous month", () => go(-1)),
      button("Next month", () => go(1)),
    ),
    el("p", {}, "To budget: ", free),
    el("div", { class: "envelopes" }, ...rows.map(({ box }) => box)),
  );
}

export function createList(edit: (transaction: Transaction) => void): HTMLElement {
  const account = selectField("Show account", []);
  const search = textField("Search payees", { type: "search" });
  const count = el("span", { "data-testid": "count" });
  const sum = amount("shown-total");
  const body = el("div");
  const remove = (transaction: Transaction) => {
    const sides = sidesOf(state.ledger, transaction);
    const gone = (sides ?? [transaction]).map(({ id }) => id);
    commit(
      (ledger) => {
        ledger.transactions = ledger.transactions.filter(({ id }) => !gone.includes(id));
      },
      `Deleted ${sides?.[0].payee ?? transaction.payee}.`,
    );
  };
  const toCard = (one: Transaction) => {
    const purpose =
      sidesOf(state.ledger, one) !== null ? "between accounts" : (one.category ?? "Uncategorised");
    const shares = (one.split ?? []).map((share) =>
      el(
        "li",
        { "data-testid": "part" },
        `${share.category ?? "Uncategorised"} `,
        el("span", {}, formatMoney(share.amount)),
      ),
    );
    return el(
      "article",
      { "data-testid": "transaction", class: "card" },
      amount("amount", formatMoney(one.amount)),
      el("h3", {}, one.payee),
      el(
        "p",
        {},
        formatDay(one.date),
        ", ",
        state.ledger.accounts.find(({ id }) => id === one.accountId)?.name ?? "",
      ),
      one.split === undefined ? el("p", {}, purpose) : el("ul", {}, ...shares),
      button("Edit", () => edit(one), { "aria-label": `Edit ${one.payee}` }),
      button("Delete", () => remove(one), { "aria-label": `Delete ${one.payee}` }),
    );
  };
  const show = () => {
    fillOptions(account, [
      ["", "All accounts"],
      ...state.ledger.accounts.map(({ id, name }) => [id, name] as const),
    ]);
    const wanted = search.value.trim().toLowerCase();
    const shown = ordered(state.ledger).filter(
      ({ accountId, payee }) =>
        ["", accountId].includes(account.value) && payee.toLowerCase().includes(wanted),
    );
    count.textContent = `${shown.length} ${shown.length === 1 ? "transaction" : "transactions"}`;
    sum.textContent = formatMoney(total(shown));
    body.replaceChildren(...shown.map(toCard));
  };
  account.control.addEventListener("change", show);
  search.control.addEventListener("input", show);
  subscribe(show);
  return panel(
    "Transactions",
    el("div", { class: "row" }, account.box, search.box),
    el("p", {}, count, " ", sum),
    body,
  );
}

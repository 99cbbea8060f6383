import { today } from "./dates.ts";
import { amount as money, button, el, type Field, fillOptions, selectField, textField } from "./dom.ts";
import { type Ledger, type Share, sidesOf, type Transaction } from "./model.ts";
import { formatMoney, parseAmount, toAmountText } from "./money.ts";
import { commit, newId, state, subscribe } from "./store.ts";

const ABOVE_ZERO = "Enter an amount above zero, with at most two decimals.";
const typeOptions = (...names: string[]) => names.map((name) => [name, name] as const);
const accountOptions = () => state.ledger.accounts.map(({ id, name }) => [id, name] as const);
const categoryOptions = () => [
  ["", "Uncategorised"] as const,
  ...state.ledger.categories.map((name) => [name, name] as const),
];
const cents = (field: Field<HTMLInputElement>) => parseAmount(field.value) ?? 0;

class Part {
  category = selectField("Category", categoryOptions());
  amount = textField("Amount", { inputmode: "decimal" });
  remove: HTMLButtonElement;
  box: HTMLDivElement;

  constructor(onRemove: (part: Part) => void, onInput: () => void) {
    this.remove = button("Remove", () => onRemove(this));
    this.amount.control.addEventListener("input", onInput);
    this.box = el("div", { class: "row" }, this.category.box, this.amount.box, this.remove);
  }

  number(place: number, isRemovable: boolean): void {
    for (const [field, name] of [
      [this.category, "Category"],
      [this.amount, "Amount"],
    ] as const)
      field.box.querySelector("label")!.textContent = `${name} ${place}`;
    this.remove.setAttribute("aria-label", `Remove part ${place}`);
    this.remove.hidden = !isRemovable;
  }
}

/** The form for new and edited transactions; `edit` opens it with one. */
export function createEntryForm(): { section: HTMLElement; edit: (transaction: Transaction) => void } {
  let edited: Transaction | null = null;
  let parts: Part[] = [];
  const type = selectField("Type", typeOptions("Expense", "Income", "Transfer"));
  const date = textField("Date", { type: "date" });
  const payee = textField("Payee");
  const account = selectField("Account", accountOptions());
  const target = selectField("To account", [["", "Choose an account"], ...accountOptions()]);
  const category = selectField("Category", categoryOptions());
  const amount = textField("Amount", { inputmode: "decimal" });
  const left = money("left");
  const sumError = el("p", { class: "error", role: "alert" });
  const partList = el("div");
  const heading = el("h3", {}, "New transaction");
  const submit = el("button", { class: "primary" }, "Add transaction");
  const cancel = button("Cancel", () => open(null));
  const splitButton = button("Split", () => {
    setParts([newPart(category.value), newPart()]);
  });
  const splitBox = el(
    "fieldset",
    {},
    el("legend", {}, "Split into"),
    partList,
    el("p", {}, "Still to give: ", left),
    sumError,
    button("Add part", () => setParts([...parts, newPart()])),
    button("Split evenly", divide),
    button("One category", () => {
      category.value = parts[0]!.category.value;
      setParts([]);
    }),
  );
  const form = el(
    "form",
    { class: "row", novalidate: true, submit: onSubmit },
    ...[type, date, payee, account, target, amount, category].map(({ box }) => box),
    splitButton,
    splitBox,
    submit,
    cancel,
  );

  function newPart(chosen = "", text = ""): Part {
    const part = new Part((gone) => setParts(parts.filter((one) => one !== gone)), showLeft);
    part.category.value = chosen;
    part.amount.value = text;
    return part;
  }

  function setParts(next: Part[]): void {
    parts = next;
    partList.replaceChildren(...parts.map(({ box }) => box));
    for (const [index, part] of parts.entries()) part.number(index + 1, parts.length > 2);
    sumError.textContent = "";
    arrange();
  }

  function arrange(): void {
    const isTransfer = type.value === "Transfer";
    target.box.hidden = !isTransfer;
    payee.box.hidden = isTransfer;
    category.box.hidden = splitButton.hidden = isTransfer || parts.length > 0;
    splitBox.hidden = isTransfer || parts.length === 0;
    cancel.hidden = edited === null;
    heading.textContent = edited === null ? "New transaction" : "Edit transaction";
    submit.textContent = edited === null ? "Add transaction" : "Save changes";
    showLeft();
  }

  function showLeft(): void {
    left.textContent = formatMoney(parts.reduce((rest, part) => rest - cents(part.amount), cents(amount)));
  }

  function divide(): void {
    let rest = parseAmount(amount.value);
    if (rest === null || rest < 0) return;
    for (const [index, part] of parts.entries()) {
      const share = Math.ceil(rest / (parts.length - index));
      part.amount.value = toAmountText(share);
      rest -= share;
    }
    showLeft();
  }

  function isInOrder(): boolean {
    const isTransfer = type.value === "Transfer";
    const active = isTransfer ? [] : parts;
    const amounts = [amount, ...active.map((part) => part.amount)].map((field) =>
      field.complain(cents(field) > 0 ? null : ABOVE_ZERO),
    );
    const adds = amounts.includes(false) || active.length === 0 || left.textContent === formatMoney(0);
    sumError.textContent = adds ? "" : "The parts do not add up to the amount.";
    const others = [
      date.complain(date.value === "" ? "Choose a date." : null),
      payee.complain(isTransfer || payee.value.trim() !== "" ? null : "Enter a payee."),
      target.complain(
        isTransfer && ["", account.value].includes(target.value) ? "Choose another account." : null,
      ),
    ];
    return [...amounts, ...others, adds].every(Boolean);
  }

  function onSubmit(event: Event): void {
    event.preventDefault();
    if (!isInOrder()) return;
    const editing = edited;
    const verb = editing === null ? "Added" : "Saved";
    if (type.value === "Transfer") writeTransfer(verb, editing);
    else writeTransaction(verb, editing);
    if (editing !== null) return open(null);
    payee.value = amount.value = "";
    setParts([]);
    (type.value === "Transfer" ? amount : payee).control.focus();
  }

  function writeTransaction(verb: string, editing: Transaction | null): void {
    const sign = type.value === "Expense" ? -1 : 1;
    const split = parts.map((part): Share => ({
      category: part.category.value || null,
      amount: sign * cents(part.amount),
    }));
    const values = {
      date: date.value,
      accountId: account.value,
      payee: payee.value.trim(),
      category: split.length > 0 ? null : category.value || null,
      amount: sign * cents(amount),
    };
    commit((ledger) => {
      const row = put(ledger, editing?.id ?? null, values);
      if (split.length > 0) row.split = split;
      else delete row.split;
    }, `${verb} ${values.payee}.`);
  }

  function writeTransfer(verb: string, editing: Transaction | null): void {
    const name = (id: string) => state.ledger.accounts.find((one) => one.id === id)!.name;
    const sides = editing === null ? null : sidesOf(state.ledger, editing);
    const common = { date: date.value, category: null, pair: editing?.pair ?? newId() };
    const to = `Transfer to ${name(target.value)}`;
    commit((ledger) => {
      const out = { ...common, accountId: account.value, payee: to, amount: -cents(amount) };
      const into = `Transfer from ${name(account.value)}`;
      put(ledger, sides?.[0].id ?? null, out);
      put(ledger, sides?.[1].id ?? null, {
        ...common,
        accountId: target.value,
        payee: into,
        amount: cents(amount),
      });
    }, `${verb} ${to}.`);
  }

  function put(ledger: Ledger, id: string | null, values: Omit<Transaction, "id">): Transaction {
    const known = ledger.transactions.find((one) => one.id === id);
    if (known !== undefined) return Object.assign(known, values);
    const row = { id: newId(), ...values };
    ledger.transactions.push(row);
    return row;
  }

  function open(transaction: Transaction | null): void {
    edited = transaction;
    for (const field of [date, payee, target, amount]) field.complain(null);
    const sides = transaction === null ? null : sidesOf(state.ledger, transaction);
    fillOptions(
      type,
      transaction === null
        ? typeOptions("Expense", "Income", "Transfer")
        : sides === null
          ? typeOptions("Expense", "Income")
          : typeOptions("Transfer"),
    );
    const sign = (transaction?.amount ?? -1) < 0 ? -1 : 1;
    type.value = sides !== null ? "Transfer" : sign < 0 ? "Expense" : "Income";
    date.value = transaction?.date ?? today();
    payee.value = sides === null ? (transaction?.payee ?? "") : "";
    account.value = (sides?.[0] ?? transaction)?.accountId ?? state.ledger.accounts[0]?.id ?? "";
    target.value = sides?.[1].accountId ?? "";
    category.value = transaction?.category ?? "";
    amount.value = transaction === null ? "" : toAmountText(Math.abs(transaction.amount));
    setParts(
      (transaction?.split ?? []).map((share) =>
        newPart(share.category ?? "", toAmountText(sign * share.amount)),
      ),
    );
    if (transaction !== null) amount.control.focus();
  }

  type.control.addEventListener("change", arrange);
  amount.control.addEventListener("input", showLeft);
  open(null);
  subscribe(() => {
    fillOptions(account, accountOptions());
    fillOptions(target, [["", "Choose an account"], ...accountOptions()]);
    if (edited === null) return;
    edited = state.ledger.transactions.find(({ id }) => id === edited!.id) ?? null;
    if (edited === null) open(null);
  });
  return {
    section: el("section", { class: "panel", "aria-label": "Transaction" }, heading, form),
    edit: open,
  };
}

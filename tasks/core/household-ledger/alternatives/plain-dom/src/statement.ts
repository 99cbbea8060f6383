import { formatDay } from "./dates.ts";
import { button, el, Field, fillOptions, selectField } from "./dom.ts";
import { type Ledger, ordered, type Transaction } from "./model.ts";
import { formatMoney, parseAmount } from "./money.ts";
import { commit, newId, state, subscribe } from "./store.ts";

interface Line {
  line: number;
  date: string;
  payee: string;
  amount: number;
}

/** The values of one line, character by character. */
function cells(row: string): string[] {
  const values: string[] = [];
  let value = "";
  let isQuoted = false;
  let wasQuoted = false;
  for (let at = 0; at <= row.length; at += 1) {
    const character = row[at];
    if (isQuoted && character !== undefined) {
      if (character !== '"') value += character;
      else if (row[at + 1] === '"') value += row[(at += 1)];
      else isQuoted = false;
    } else if (character === "," || character === undefined) {
      values.push(value.trim());
      value = "";
      wasQuoted = false;
    } else if (character === '"' && value.trim() === "" && !wasQuoted) {
      isQuoted = wasQuoted = true;
      value = "";
    } else value += character;
  }
  return values;
}

function toDay(text: string): string | null {
  const [, month, day, year] = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text) ?? [];
  if (year === undefined) return null;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day)
    ? `${year}-${month}-${day}`
    : null;
}

const toCents = (text: string): number =>
  (/^-?(\d+|\d{1,3}(,\d{3})+)(\.\d{1,2})?$/.test(text) && parseAmount(text.replaceAll(",", ""))) || 0;

function read(text: string): { lines: Line[]; problems: string[] } | null {
  const rows = text
    .replace("\uFEFF", "")
    .split("\n")
    .map((row) => row.replace(/\r$/, ""));
  const header = cells(rows[0]!);
  const [date, description, amount] = ["Date", "Description", "Amount"].map((name) => header.indexOf(name));
  if (Math.min(date!, description!, amount!) < 0) return null;
  const lines: Line[] = [];
  const problems: string[] = [];
  rows.forEach((row, index) => {
    if (index === 0 || row.trim() === "") return;
    const values = cells(row);
    const day = toDay(values[date!] ?? "");
    const payee = values[description!] ?? "";
    const cents = toCents(values[amount!] ?? "");
    const line = index + 1;
    if (day === null) problems.push(`Line ${line}: the date cannot be read.`);
    else if (payee === "") problems.push(`Line ${line}: the description is missing.`);
    else if (cents === 0) problems.push(`Line ${line}: the amount cannot be read.`);
    else lines.push({ line, date: day, payee, amount: cents });
  });
  return { lines, problems };
}

const toNumber = (day: string) => Date.parse(day) / 86_400_000;

function judge({ transactions }: Ledger, accountId: string, lines: Line[]): Set<number> {
  const taken = new Set<Transaction>();
  const twins = new Set<number>();
  for (const { line, date, amount } of lines) {
    let best: Transaction | null = null;
    const distance = (one: Transaction) => Math.abs(toNumber(one.date) - toNumber(date));
    for (const one of transactions) {
      if (one.accountId !== accountId || one.amount !== amount || taken.has(one) || distance(one) > 3)
        continue;
      const isBetter =
        best === null ||
        distance(one) < distance(best) ||
        (distance(one) === distance(best) && one.date < best.date);
      if (isBetter) best = one;
    }
    if (best === null) continue;
    taken.add(best);
    twins.add(line);
  }
  return twins;
}

const guess = (payee: string): string | null =>
  ordered(state.ledger).find(
    (one) => one.category !== null && one.payee.toLowerCase() === payee.toLowerCase(),
  )?.category ?? null;

export function createStatement(): HTMLElement {
  let lines: Line[] = [];
  let boxes = new Map<number, HTMLInputElement>();
  const account = selectField("Import into", []);
  const file = new Field("Statement file", el("input", { type: "file", accept: ".csv" }));
  const problems = el("ol", { class: "error" });
  const table = el("table", { class: "lines" });
  const run = button("Import selected", importAll, { class: "primary" });
  const controls = el("p", {}, run, " ", button("Cancel import", close));

  function show(): void {
    const twins = judge(state.ledger, account.value, lines);
    boxes = new Map();
    table.replaceChildren(
      ...lines.map(({ line, date, payee, amount }) => {
        const box = el("input", { type: "checkbox", "aria-label": `Import line ${line}`, change: arm });
        box.checked = !twins.has(line);
        boxes.set(line, box);
        return el(
          "tr",
          { "data-testid": "line" },
          el("td", {}, box),
          el("td", {}, formatMoney(amount)),
          el("td", {}, formatDay(date)),
          el(
            "td",
            {},
            payee,
            el("br"),
            guess(payee) ?? "Uncategorised",
            twins.has(line) ? " (Duplicate)" : "",
          ),
        );
      }),
    );
    arm();
  }

  function arm(): void {
    run.disabled = ![...boxes.values()].some(({ checked }) => checked);
  }

  function close(): void {
    lines = [];
    file.value = "";
    file.complain(null);
    problems.replaceChildren();
    controls.hidden = true;
    show();
  }

  function importAll(): void {
    const wanted = lines.filter(({ line }) => boxes.get(line)!.checked);
    const rows = wanted.map(({ date, payee, amount }): Transaction => {
      return { id: newId(), date, accountId: account.value, payee, category: guess(payee), amount };
    });
    close();
    commit(
      ({ transactions }) => transactions.push(...rows),
      `Imported ${rows.length} ${rows.length === 1 ? "transaction" : "transactions"}.`,
    );
  }

  file.control.addEventListener("change", async () => {
    const chosen = file.control.files?.[0];
    if (chosen === undefined) return;
    const found = read(await chosen.text());
    file.complain(found === null ? "This file needs the columns Date, Description and Amount." : null);
    lines = found?.lines ?? [];
    problems.replaceChildren(
      ...(found?.problems ?? []).map((problem) => el("li", { "data-testid": "problem" }, problem)),
    );
    controls.hidden = found === null;
    show();
  });
  account.control.addEventListener("change", show);
  subscribe(() => {
    fillOptions(
      account,
      state.ledger.accounts.map(({ id, name }) => [id, name] as const),
    );
    show();
  });
  close();
  return el(
    "section",
    { class: "panel", "aria-label": "Statement" },
    el("h2", {}, "Bank statement"),
    el("div", { class: "row" }, account.box, file.box),
    problems,
    table,
    controls,
  );
}

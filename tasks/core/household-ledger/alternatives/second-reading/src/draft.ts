import { today } from "./dates.ts";
import { type Ledger, partsOf, sidesOf, toAccountId, type Transaction, type Transfer } from "./ledger.ts";
import { divide, parseAmount, toAmountText } from "./money.ts";

/** A part of a split as it is typed. */
export interface DraftPart {
  readonly category: string;
  readonly amount: string;
}

/** What stands in the transaction form. */
export interface Draft {
  readonly type: "Expense" | "Income" | "Transfer";
  readonly date: string;
  readonly payee: string;
  readonly accountId: string;
  /** Where a transfer goes to; empty as long as no account is chosen. */
  readonly toId: string;
  readonly category: string;
  readonly amount: string;
  /** The parts of a split, or null where there is one category. */
  readonly parts: readonly DraftPart[] | null;
}

/** What is wrong with a draft, where it is. */
export interface DraftErrors {
  readonly date?: string;
  readonly payee?: string;
  readonly toId?: string;
  readonly amount?: string;
  /** What is wrong with the amount of each part. */
  readonly partAmounts?: readonly (string | undefined)[];
  /** What is wrong with all parts together. */
  readonly parts?: string;
}

export const EMPTY_PART: DraftPart = { category: "", amount: "" };

const WRONG_AMOUNT = "Enter an amount above zero, with at most two decimals.";

export function toDraft(edited: Transaction | null, ledger: Ledger): Draft {
  if (edited === null) {
    const accountId = toAccountId(ledger, "");
    return {
      type: "Expense",
      date: today(),
      payee: "",
      accountId,
      toId: "",
      category: "",
      amount: "",
      parts: null,
    };
  }
  const { date, payee, accountId, category, amount } = edited;
  const sides = sidesOf(ledger, edited);
  const parts = sides === null ? partsOf(edited) : null;
  const type = amount < 0 ? "Expense" : "Income";
  return {
    type: sides === null ? type : "Transfer",
    date,
    payee,
    accountId: sides === null ? accountId : sides.out.accountId,
    toId: sides === null ? "" : sides.into.accountId,
    category: category ?? "",
    amount: toAmountText(Math.abs(amount)),
    parts:
      parts?.map((part) => ({
        category: part.category ?? "",
        amount: toAmountText(amount < 0 ? -part.amount : part.amount),
      })) ?? null,
  };
}

/** The draft with the accounts that there are: one may have gone with an undo. */
export function fitDraft(draft: Draft, ledger: Ledger): Draft {
  const hasTarget = ledger.accounts.some(({ id }) => id === draft.toId);
  return { ...draft, accountId: toAccountId(ledger, draft.accountId), toId: hasTarget ? draft.toId : "" };
}

export function findErrors({ type, date, payee, accountId, toId, amount, parts }: Draft): DraftErrors {
  const isTransfer = type === "Transfer";
  const partAmounts = isTransfer ? [] : (parts ?? []).map((part) => findAmountError(part.amount));
  const isReadable =
    findAmountError(amount) === undefined && partAmounts.every((error) => error === undefined);
  return {
    ...(date === "" && { date: "Choose a date." }),
    ...(!isTransfer && payee.trim() === "" && { payee: "Enter a payee." }),
    ...(isTransfer && (toId === "" || toId === accountId) && { toId: "Choose another account." }),
    ...(findAmountError(amount) !== undefined && { amount: WRONG_AMOUNT }),
    ...(partAmounts.some((error) => error !== undefined) && { partAmounts }),
    ...(!isTransfer &&
      parts !== null &&
      isReadable &&
      leftOf(amount, parts) !== 0 && { parts: "The parts do not add up to the amount." }),
  };
}

function findAmountError(text: string): string | undefined {
  return (parseAmount(text) ?? 0) <= 0 ? WRONG_AMOUNT : undefined;
}

/** What of the amount is in no part yet; what cannot be read counts as nothing. */
export function leftOf(amount: string, parts: readonly DraftPart[]): number {
  return parts.reduce((left, part) => left - (parseAmount(part.amount) ?? 0), parseAmount(amount) ?? 0);
}

/** The parts with the amount divided among them; as they are where it cannot be read. */
export function splitEvenly(amount: string, parts: readonly DraftPart[]): readonly DraftPart[] {
  const cents = parseAmount(amount);
  if (cents === null) return parts;
  const shares = divide(cents, parts.length);
  return parts.map((part, index) => ({ ...part, amount: toAmountText(shares[index]!) }));
}

export function toValues(draft: Draft): Omit<Transaction, "id"> {
  const { type, date, payee, accountId, category, amount, parts } = draft;
  const toCents = (text: string) => (type === "Expense" ? -parseAmount(text)! : parseAmount(text)!);
  const toCategory = (chosen: string) => (chosen === "" ? null : chosen);
  return {
    date,
    accountId,
    payee: payee.trim(),
    category: parts === null ? toCategory(category) : null,
    amount: toCents(amount),
    ...(parts !== null && {
      webParts: parts.map((part) => ({ category: toCategory(part.category), amount: toCents(part.amount) })),
    }),
  };
}

export function toTransfer({ date, accountId, toId, amount }: Draft): Transfer {
  return { date, fromId: accountId, toId, amount: parseAmount(amount)! };
}

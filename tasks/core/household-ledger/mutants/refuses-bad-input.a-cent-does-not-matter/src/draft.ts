import type { NewTransaction } from "./changes.ts";
import { today } from "./dates.ts";
import type { Ledger, Transaction } from "./ledger.ts";
import { parseAmount, toAmountText } from "./money.ts";
import { splitEvenly } from "./split.ts";
import { findTransfer, type Transfer } from "./transfers.ts";

export type EntryType = "Expense" | "Income" | "Transfer";

/** What stands in the form, as it was typed. */
export interface Draft {
  readonly type: EntryType;
  readonly date: string;
  readonly payee: string;
  readonly accountId: string;
  readonly toAccountId: string;
  readonly category: string;
  readonly amount: string;
  /** Null where there is one category. */
  readonly parts: readonly PartDraft[] | null;
}

export interface PartDraft {
  readonly category: string;
  readonly amount: string;
}

/** What is wrong with a draft, by the field. */
export interface DraftErrors {
  readonly date?: string;
  readonly payee?: string;
  readonly toAccountId?: string;
  readonly amount?: string;
  readonly partAmounts?: readonly (string | undefined)[];
  readonly sum?: string;
}

/** What a draft without errors becomes. */
export type Entry =
  | { readonly kind: "transaction"; readonly values: NewTransaction }
  | { readonly kind: "transfer"; readonly transfer: Transfer };

const EMPTY_PART: PartDraft = { category: "", amount: "" };

export function newDraft({ accounts }: Ledger): Draft {
  return {
    type: "Expense",
    date: today(),
    payee: "",
    accountId: accounts[0]?.id ?? "",
    toAccountId: "",
    category: "",
    amount: "",
    parts: null,
  };
}

export function toDraft(ledger: Ledger, edited: Transaction): Draft {
  const sides = findTransfer(ledger, edited);
  const { date, accountId, amount } = edited;
  const common = { ...newDraft(ledger), date, amount: toAmountText(Math.abs(amount)) };
  if (sides !== null) {
    const { outgoing, incoming } = sides;
    return { ...common, type: "Transfer", accountId: outgoing.accountId, toAccountId: incoming.accountId };
  }
  const sign = amount < 0 ? -1 : 1;
  const parts = edited.parts?.map((part) => ({
    category: part.category ?? "",
    amount: toAmountText(sign * part.amount),
  }));
  return {
    ...common,
    type: amount < 0 ? "Expense" : "Income",
    accountId,
    payee: edited.payee,
    category: edited.category ?? "",
    parts: parts ?? null,
  };
}

export function findDraftErrors(draft: Draft): DraftErrors {
  const { type, date, payee, accountId, toAccountId, amount, parts } = draft;
  const isTransfer = type === "Transfer";
  const partAmounts = (isTransfer ? null : parts)?.map((part) => findAmountError(part.amount)) ?? [];
  const hasPartErrors = partAmounts.some((error) => error !== undefined);
  const amountError = findAmountError(amount);
  const isUneven =
    partAmounts.length > 0 && !hasPartErrors && amountError === undefined && Math.abs(leftOf(draft)) > 1;
  return {
    ...(date === "" && { date: "Choose a date." }),
    ...(!isTransfer && payee.trim() === "" && { payee: "Enter a payee." }),
    ...(isTransfer && ["", accountId].includes(toAccountId) && { toAccountId: "Choose another account." }),
    ...(amountError !== undefined && { amount: amountError }),
    ...(hasPartErrors && { partAmounts }),
    ...(isUneven && { sum: "The parts do not add up to the amount." }),
  };
}

function findAmountError(text: string): string | undefined {
  const isAboveZero = (parseAmount(text) ?? 0) > 0;
  return isAboveZero ? undefined : "Enter an amount above zero, with at most two decimals.";
}

/** What the parts leave of the amount; what cannot be read counts as nothing. */
export function leftOf({ amount, parts }: Draft): number {
  return (parts ?? []).reduce(
    (left, part) => left - (parseAmount(part.amount) ?? 0),
    parseAmount(amount) ?? 0,
  );
}

export function split({ category }: Draft): readonly PartDraft[] {
  return [{ ...EMPTY_PART, category }, EMPTY_PART];
}

export function addPart(parts: readonly PartDraft[]): readonly PartDraft[] {
  return [...parts, EMPTY_PART];
}

/** The parts with the amount divided among them; as they were where there is none to divide. */
export function divide(parts: readonly PartDraft[], amount: string): readonly PartDraft[] {
  const cents = parseAmount(amount);
  if (cents === null || cents < 0) return parts;
  const shares = splitEvenly(cents, parts.length);
  return parts.map((part, index) => ({ ...part, amount: toAmountText(shares[index]!) }));
}

export function toEntry({ type, date, payee, accountId, toAccountId, ...draft }: Draft): Entry {
  const cents = parseAmount(draft.amount)!;
  if (type === "Transfer")
    return { kind: "transfer", transfer: { date, fromId: accountId, toId: toAccountId, amount: cents } };
  const sign = type === "Expense" ? -1 : 1;
  const parts = draft.parts?.map((part) => ({
    category: part.category || null,
    amount: sign * parseAmount(part.amount)!,
  }));
  const category = parts === undefined ? draft.category || null : null;
  return {
    kind: "transaction",
    values: { date, accountId, payee: payee.trim(), category, amount: sign * cents, parts },
  };
}

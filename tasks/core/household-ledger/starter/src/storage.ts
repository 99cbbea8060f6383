import type { Ledger } from "./ledger.ts";
import { SAMPLE } from "./sample.ts";

const KEY = "household-ledger";

/** The stored ledger; the sample where there is none, or none that can be read. */
export function loadLedger(): Ledger {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "null");
    return isLedger(stored) ? stored : SAMPLE;
  } catch {
    return SAMPLE;
  }
}

export function saveLedger(ledger: Ledger): void {
  localStorage.setItem(KEY, JSON.stringify(ledger));
}

function isLedger(value: unknown): value is Ledger {
  if (typeof value !== "object" || value === null) return false;
  const { version, accounts, categories, transactions } = value as Partial<Record<keyof Ledger, unknown>>;
  return version === 1 && [accounts, categories, transactions].every(Array.isArray);
}

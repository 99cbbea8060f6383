import type { Ledger } from "./model.ts";
import { SAMPLE } from "./sample.ts";

const KEY = "household-ledger";
const before: string[] = [];
const listeners: (() => void)[] = [];

export const state: { ledger: Ledger; message: string } = { ledger: read(), message: "" };

function read(): Ledger {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY)!) as Ledger;
    if (stored.version === 1 && Array.isArray(stored.transactions)) return stored;
  } catch {
    // What cannot be read is as good as nothing.
  }
  return structuredClone(SAMPLE);
}

export const canUndo = (): boolean => before.length > 0;

export function subscribe(listener: () => void): void {
  listeners.push(listener);
  listener();
}

/** Changes the ledger in place, and keeps the text that it was before. */
export function commit(change: (ledger: Ledger) => void, message: string): void {
  before.push(JSON.stringify(state.ledger));
  change(state.ledger);
  publish(message);
}

export function undo(): void {
  const text = before.pop();
  if (text === undefined) return;
  state.ledger = JSON.parse(text) as Ledger;
  publish("Undid the last change.");
}

function publish(message: string): void {
  state.message = message;
  localStorage.setItem(KEY, JSON.stringify(state.ledger));
  for (const listener of listeners) listener();
}

export const newId = (): string => crypto.randomUUID();

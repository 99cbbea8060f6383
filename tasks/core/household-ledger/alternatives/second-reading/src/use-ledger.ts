import { useState } from "react";
import type { Ledger } from "./ledger.ts";
import { loadLedger, saveLedger } from "./storage.ts";

/** The ledger, what was last done with it, and how to change it. Each change is stored at once. */
export interface LedgerState {
  readonly ledger: Ledger;
  readonly message: string;
  /** The ledger before the last change, or null where there is nothing to take back. */
  readonly previous: Ledger | null;
  readonly change: (next: Ledger, message: string) => void;
  readonly undo: () => void;
}

export function useLedger(): LedgerState {
  const [ledger, setLedger] = useState(loadLedger);
  const [past, setPast] = useState<readonly Ledger[]>([]);
  const [message, setMessage] = useState("");
  const previous = past.at(-1) ?? null;
  const change = (next: Ledger, done: string) => {
    setMessage(done);
    // What was saved as it was is no change that could be taken back.
    if (JSON.stringify(next) === JSON.stringify(ledger)) return;
    saveLedger(next);
    setLedger(next);
    setPast([...past, ledger]);
  };
  const undo = () => {
    if (previous === null) return;
    saveLedger(previous);
    setLedger(previous);
    setPast(past.slice(0, -1));
    setMessage("Undid the last change.");
  };
  return { ledger, message, previous, change, undo };
}

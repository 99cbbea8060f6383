import { useState } from "react";
import type { Ledger } from "./ledger.ts";
import { loadLedger, saveLedger } from "./storage.ts";

/**
 * The ledger, what was last done with it, and how to change it. Each change is stored at once, and can be
 * taken back until the page is left.
 */
export interface LedgerState {
  readonly ledger: Ledger;
  readonly message: string;
  readonly change: (next: Ledger, message: string) => void;
  readonly canUndo: boolean;
  readonly undo: () => void;
}

export function useLedger(): LedgerState {
  const [ledger, setLedger] = useState(loadLedger);
  const [past, setPast] = useState<readonly Ledger[]>([]);
  const [message, setMessage] = useState("");

  const show = (next: Ledger, done: string) => {
    saveLedger(next);
    setLedger(next);
    setMessage(done);
  };
  const change = (next: Ledger, done: string) => {
    setPast([...past, ledger]);
    show(next, done);
  };
  const undo = () => {
    const previous = past.at(-1);
    if (previous === undefined) return;
    setPast(past.slice(0, -1));
    setLedger(previous);
    setMessage("Undid the last change.");
  };
  return { ledger, message, change, canUndo: past.length > 0, undo };
}

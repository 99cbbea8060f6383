import { useState } from "react";
import type { Ledger } from "./ledger.ts";
import { loadLedger, saveLedger } from "./storage.ts";

/** The ledger, what was last done with it, and how to change it. Each change is stored at once. */
export interface LedgerState {
  readonly ledger: Ledger;
  readonly message: string;
  readonly change: (next: Ledger, message: string) => void;
}

export function useLedger(): LedgerState {
  const [ledger, setLedger] = useState(loadLedger);
  const [message, setMessage] = useState("");
  const change = (next: Ledger, done: string) => {
    saveLedger(next);
    setLedger(next);
    setMessage(done);
  };
  return { ledger, message, change };
}

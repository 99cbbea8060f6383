import { type ChangeEvent, useState } from "react";
import type { NewTransaction } from "../changes.ts";
import type { Ledger } from "../ledger.ts";
import { findDuplicates, suggestCategory } from "../statement/compare.ts";
import { parseStatement, type Statement } from "../statement/parse.ts";
import { AccountSelect } from "./account-select.tsx";
import { Field } from "./field.tsx";
import { StatementLines } from "./statement-lines.tsx";

interface Props {
  readonly ledger: Ledger;
  readonly onImport: (transactions: readonly NewTransaction[]) => void;
}

/** By line, where the user has decided other than is proposed. */
type Decisions = ReadonlyMap<number, boolean>;

const NONE: Decisions = new Map();

export function StatementImport({ ledger, onImport }: Props) {
  const [accountId, setAccountId] = useState(ledger.accounts[0]?.id ?? "");
  const [statement, setStatement] = useState<Statement | null>(null);
  const [decisions, setDecisions] = useState(NONE);
  const [isRefused, setRefused] = useState(false);
  /** A file input is emptied by another one in its place. */
  const [round, setRound] = useState(0);
  const duplicates = findDuplicates(ledger, accountId, statement?.lines ?? []);
  const isChosen = (line: number) => decisions.get(line) ?? !duplicates.has(line);
  const chosen = statement?.lines.filter(({ line }) => isChosen(line)) ?? [];

  const close = () => {
    setStatement(null);
    setDecisions(NONE);
    setRefused(false);
    setRound(round + 1);
  };
  const open = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    if (file === undefined) return;
    const read = parseStatement(await file.text());
    read?.problems.forEach((problem) => console.error(problem));
    setStatement(read);
    setDecisions(NONE);
    setRefused(read === null);
  };
  const importChosen = () => {
    onImport(
      chosen.map(({ date, payee, amount }) => {
        return { date, accountId, payee, category: suggestCategory(ledger, payee), amount };
      }),
    );
    close();
  };

  return (
    <section className="panel import" aria-labelledby="import-heading">
      <h2 id="import-heading">Import a statement</h2>
      <div className="row">
        <Field label="Import into">
          <AccountSelect
            ledger={ledger}
            value={accountId}
            onChange={(id) => {
              setAccountId(id);
              setDecisions(NONE);
            }}
          />
        </Field>
        <Field label="Statement file">
          <input key={round} type="file" accept=".csv,text/csv" onChange={open} />
        </Field>
      </div>
      {isRefused && (
        <p className="error" role="alert">
          This file needs the columns Date, Description and Amount.
        </p>
      )}
      {statement !== null && (
        <>
          <StatementLines
            ledger={ledger}
            statement={statement}
            duplicates={duplicates}
            isChosen={isChosen}
            onChoose={(line, isWanted) => setDecisions(new Map(decisions).set(line, isWanted))}
          />
          <span className="buttons">
            <button type="button" className="primary" disabled={chosen.length === 0} onClick={importChosen}>
              Import selected
            </button>
            <button type="button" onClick={close}>
              Cancel import
            </button>
          </span>
        </>
      )}
    </section>
  );
}

import { type ChangeEvent, useRef, useState } from "react";
import { formatDay } from "../dates.ts";
import { type Ledger, toAccountId } from "../ledger.ts";
import { formatMoney } from "../money.ts";
import { type JudgedLine, judgeLines, readStatement, type Statement } from "../statement.ts";
import { AccountOptions } from "./account-options.tsx";
import { Field } from "./field.tsx";

interface Props {
  readonly ledger: Ledger;
  readonly onImport: (accountId: string, lines: readonly JudgedLine[]) => void;
}

/** Which boxes were set by hand, by the number of the line, while this account was chosen. */
interface Choices {
  readonly accountId: string;
  readonly byLine: ReadonlyMap<number, boolean>;
}

const NO_CHOICES: Choices = { accountId: "", byLine: new Map() };

export function StatementImport({ ledger, onImport }: Props) {
  const [chosenId, setChosenId] = useState("");
  /** What the file holds: null where a column is missing, undefined where there is no file. */
  const [statement, setStatement] = useState<Statement | null | undefined>(undefined);
  const [choices, setChoices] = useState(NO_CHOICES);
  const fileRef = useRef<HTMLInputElement>(null);
  const readingRef = useRef<File | undefined>(undefined);

  const accountId = toAccountId(ledger, chosenId);
  const byLine = choices.accountId === accountId ? choices.byLine : NO_CHOICES.byLine;
  const lines = judgeLines(ledger, accountId, statement?.lines ?? []);
  const isSelected = ({ number, isDuplicate }: JudgedLine) => byLine.get(number) ?? !isDuplicate;
  const selected = accountId === "" ? [] : lines.filter(isSelected);

  const read = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    readingRef.current = file;
    const text = await file?.text().catch(() => "");
    if (readingRef.current !== file) return;
    setStatement(text === undefined ? undefined : readStatement(text));
    setChoices(NO_CHOICES);
  };

  const end = () => {
    readingRef.current = undefined;
    setStatement(undefined);
    setChoices(NO_CHOICES);
    if (fileRef.current === null) return;
    fileRef.current.value = "";
    fileRef.current.focus();
  };

  return (
    <section className="panel" aria-labelledby="import-heading">
      <h2 id="import-heading">Import</h2>
      <div className="row">
        <Field label="Import into">
          <select
            value={accountId}
            onChange={(event) => {
              setChosenId(event.target.value);
              setChoices(NO_CHOICES);
            }}
          >
            <AccountOptions ledger={ledger} />
          </select>
        </Field>
        <Field
          label="Statement file"
          error={statement === null ? "This file needs the columns Date, Description and Amount." : undefined}
        >
          <input ref={fileRef} type="file" accept=".csv,text/csv" onChange={read} />
        </Field>
      </div>
      {statement !== undefined && statement !== null && (
        <>
          <ul className="problem-list">
            {statement.problems.map(({ number, text }) => (
              <li key={number} data-testid="problem" className="error">
                {text}
              </li>
            ))}
          </ul>
          <ul className="line-list">
            {lines.map((line) => (
              <li key={line.number} data-testid="line">
                <input
                  type="checkbox"
                  aria-label={`Import line ${line.number}`}
                  checked={isSelected(line)}
                  onChange={(event) => {
                    const changed = new Map(byLine).set(line.number, event.target.checked);
                    setChoices({ accountId, byLine: changed });
                  }}
                />
                <span className="date">{formatDay(line.date)}</span>
                <span className="payee">{line.description}</span>
                <span className="details">
                  {line.category ?? "Uncategorised"}
                  {line.isDuplicate && (
                    <>
                      {" · "}
                      <strong>Duplicate</strong>
                    </>
                  )}
                </span>
                <span className={line.amount > 0 ? "money in" : "money"}>{formatMoney(line.amount)}</span>
              </li>
            ))}
          </ul>
          <div className="buttons">
            <button
              type="button"
              className="primary"
              disabled={selected.length === 0}
              onClick={() => {
                onImport(accountId, selected);
                end();
              }}
            >
              Import selected
            </button>
            <button type="button" onClick={end}>
              Cancel import
            </button>
          </div>
        </>
      )}
    </section>
  );
}

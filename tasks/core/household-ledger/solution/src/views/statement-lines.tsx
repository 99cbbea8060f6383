import { formatDay } from "../dates.ts";
import type { Ledger } from "../ledger.ts";
import { formatMoney } from "../money.ts";
import { suggestCategory } from "../statement/compare.ts";
import type { Statement } from "../statement/parse.ts";

interface Props {
  readonly ledger: Ledger;
  readonly statement: Statement;
  readonly duplicates: ReadonlySet<number>;
  readonly isChosen: (line: number) => boolean;
  readonly onChoose: (line: number, isWanted: boolean) => void;
}

/** What an import would add, and what of the file cannot be read. */
export function StatementLines({ ledger, statement, duplicates, isChosen, onChoose }: Props) {
  return (
    <>
      <ul>
        {statement.problems.map((problem) => (
          <li key={problem} data-testid="problem" className="error">
            {problem}
          </li>
        ))}
      </ul>
      <ul className="line-list">
        {statement.lines.map(({ line, date, payee, amount }) => (
          <li key={line} data-testid="line">
            <input
              type="checkbox"
              aria-label={`Import line ${line}`}
              checked={isChosen(line)}
              onChange={(event) => onChoose(line, event.target.checked)}
            />
            <span className="payee">{payee}</span>
            <span className={amount > 0 ? "money in" : "money"}>{formatMoney(amount)}</span>
            <span className="details">
              {formatDay(date)} · {suggestCategory(ledger, payee) ?? "Uncategorised"}{" "}
              {duplicates.has(line) && <strong className="duplicate">Duplicate</strong>}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

import type { CheckResult } from "../../../../../core/check.ts";
import type { TurnResult } from "../../../../../core/result.ts";
import { DataText } from "../../../parts/data-text.tsx";
import { useOpenTrial } from "../open-trial.ts";
import { CheckCard } from "./check-card.tsx";

interface FoldedChecksProps {
  readonly title: string;
  /** What the checks came to; the address knows the fold by it. */
  readonly word: "passed" | "failed";
  readonly checks: readonly CheckResult[];
  readonly turn: TurnResult;
}

/** Checks that say little by themselves: those that passed, and those that never ran. */
export function FoldedChecks({ title, word, checks, turn }: FoldedChecksProps) {
  const { query, replace } = useOpenTrial();
  const isNamed = checks.some(({ id }) => id === query.get("check"));
  const isOpen = isNamed || query.get(word) === "shown";
  const toggle = () => replace({ [word]: isOpen ? null : "shown", ...(isNamed && { check: null }) });
  return (
    <section aria-labelledby={`${word}-checks`}>
      <h2 id={`${word}-checks`}>{title}</h2>
      <button type="button" className="unfold" aria-expanded={isOpen} onClick={toggle}>
        {`${isOpen ? "Hide" : "Show"} what ${word}`}
      </button>
      {isOpen ? (
        checks.map((check) => <CheckCard key={check.id} check={check} turn={turn} />)
      ) : (
        <ul className="check-titles">
          {checks.map(({ id, title }) => (
            <li key={id}>
              <DataText>{title}</DataText>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

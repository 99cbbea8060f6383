import type { CheckResult } from "../../../../../core/check.ts";
import { DataText } from "../../../parts/data-text.tsx";
import { showHidden } from "../../../parts/format.ts";
import { findDifference } from "./difference.ts";

/** What was expected, what was found, and at which step. */
export function Evidence({ check }: { check: CheckResult }) {
  const { id, passed, evidence } = check;
  const { message, step, expected, actual } = evidence;
  return (
    <>
      {message !== "" && (
        <p className={passed ? "check-message dim" : "check-message"}>
          <DataText>{message}</DataText>
        </p>
      )}
      {step !== null && (
        <p className="step">
          <span className="dim">{passed ? "Step " : "Failed step "}</span>
          <code>
            <DataText>{step}</DataText>
          </code>
        </p>
      )}
      {(expected !== null || actual !== null) && <Sides check={id} expected={expected} actual={actual} />}
    </>
  );
}

interface SidesProps {
  readonly check: string;
  readonly expected: string | null;
  readonly actual: string | null;
}

function Sides({ check, expected, actual }: SidesProps) {
  const difference = expected === null || actual === null ? null : findDifference(expected, actual);
  const shared = { check, start: difference?.start ?? "", end: difference?.end ?? "" };
  return (
    <div className="sides">
      <Side name="Expected" text={expected} own={difference?.expected ?? null} {...shared} />
      <Side name="Actual" text={actual} own={difference?.actual ?? null} {...shared} />
    </div>
  );
}

interface SideProps {
  readonly check: string;
  readonly name: "Expected" | "Actual";
  readonly text: string | null;
  /** Between what both sides begin and end with; null: nothing is marked. */
  readonly own: string | null;
  readonly start: string;
  readonly end: string;
}

function Side({ check, name, text, own, start, end }: SideProps) {
  if (text === null) return null;
  return (
    <div className={`side ${name.toLowerCase()}`}>
      <h4>{name}</h4>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <pre className="block" dir="auto" tabIndex={0} role="region" aria-label={`${name}, ${check}`}>
        {own === null ? (
          showHidden(text)
        ) : (
          <>
            {showHidden(start)}
            <mark>{own === "" ? "∅" : showHidden(own)}</mark>
            {showHidden(end)}
          </>
        )}
      </pre>
    </div>
  );
}

import { useOpenTrial } from "../open-trial.ts";

/** Checks that a later turn broke. */
export function Forgotten({ checks }: { checks: readonly string[] }) {
  const { link, detail } = useOpenTrial();
  if (checks.length === 0) return null;
  const last = detail.result?.turns.at(-1)?.turn ?? null;
  return (
    <div className="note forgotten">
      Forgotten: passed after an earlier turn, and fail at the end:
      <ul>
        {checks.map((check) => (
          <li key={check}>
            <a href={link({ tab: "checks", turn: last, check })}>{check}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

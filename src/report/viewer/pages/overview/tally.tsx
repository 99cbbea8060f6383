import { STATES } from "../../../model/report-index.ts";
import { hrefs } from "../../data/router.ts";
import type { TrialView } from "../../data/trials.ts";
import { formatCount } from "../../parts/format.ts";
import { stateWord } from "../../parts/state-word.ts";

/** How many trials came to what; each count leads to its trials. */
export function Tally({ trials }: { trials: readonly TrialView[] }) {
  const counts = STATES.map((state) => ({
    state,
    count: trials.filter((one) => one.state === state).length,
  }));
  if (trials.length === 0) return null;
  return (
    <ul className="overview-tally" aria-label="Trials by state">
      {counts
        .filter(({ count }) => count > 0)
        .map(({ state, count }) => (
          <li key={state}>
            <a className={`is-${state}`} href={hrefs.grid({ state })}>
              <strong>{formatCount(count)}</strong> {stateWord(state)}
            </a>
          </li>
        ))}
    </ul>
  );
}

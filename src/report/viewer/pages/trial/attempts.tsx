import { useMemo } from "react";
import type { RunIndex } from "../../../model/report-index.ts";
import { useReport } from "../../data/report.tsx";
import { hrefs } from "../../data/router.ts";
import { toTrialView, type TrialView } from "../../data/trials.ts";
import { formatScore } from "../../parts/format.ts";
import { stateWord } from "../../parts/state-word.ts";

/** More of them stand on the task's page. */
const MOST_SHOWN = 12;

/** The same work by the same configuration once more: whether an end was luck. */
export function Attempts({ view, tab }: { view: TrialView; tab: string | null }) {
  const { index } = useReport();
  const run = index.runs[view.run]!;
  const attempts = useMemo(() => listAttempts(run, view), [run, view]);
  if (attempts.length < 2) return null;
  return (
    <nav className="attempts" aria-label="Attempts">
      <span className="dim">Attempts</span>
      <ul>
        {attempts.slice(0, MOST_SHOWN).map(({ n, id, attempt, state, score }) => (
          <li key={n}>
            <a
              href={hrefs.trial(run.runId, id, { tab })}
              aria-current={n === view.n ? "true" : undefined}
              className={`is-${state}`}
            >
              {`${attempt}: ${stateWord(state)}${score === null ? "" : `, ${formatScore(score)}`}`}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Of one task, configuration, language and seed, in their order. */
function listAttempts(run: RunIndex, view: TrialView): TrialView[] {
  const { task, group, language, seed } = run.trials;
  const isSame = (n: number): boolean =>
    [task, group, language, seed].every((column) => column[n] === column[view.n]);
  return [...task.keys()]
    .filter(isSame)
    .map((n) => toTrialView(run, view.run, n))
    .toSorted((a, b) => a.attempt - b.attempt);
}

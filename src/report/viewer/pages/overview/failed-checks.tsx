import { useMemo } from "react";
import { hrefs } from "../../data/router.ts";
import type { TrialView } from "../../data/trials.ts";
import { DataText } from "../../parts/data-text.tsx";
import { WideTable } from "../../parts/table.tsx";
import { countOf, listNames } from "../../parts/words.ts";
import { countFailedChecks, hasRun } from "./failure-groups.ts";

const MOST_SHOWN = 10;
/** As the grid asks for trials whose apps ran. */
const RAN = ["none", "check"];

/** Where configurations stumble most: each check leads to the trials that failed it. */
export function FailedChecks({ trials }: { trials: readonly TrialView[] }) {
  const checks = useMemo(() => countFailedChecks(trials), [trials]);
  if (checks.length === 0) return null;
  const rest = checks.length - MOST_SHOWN;
  const neverRan = trials.filter((trial) => !hasRun(trial)).length;
  return (
    <section aria-labelledby="checks">
      <h2 id="checks">Checks that fail most</h2>
      <WideTable label="Table of failed checks">
        <thead>
          <tr>
            <th scope="col">Check</th>
            <th scope="col" className="n">
              Trials that failed it
            </th>
            <th scope="col">Tasks</th>
          </tr>
        </thead>
        <tbody>
          {checks.slice(0, MOST_SHOWN).map(({ check, count, tasks }) => (
            <tr key={check}>
              <th scope="row" className="overview-name">
                <a href={hrefs.grid({ check, phase: RAN })}>
                  <DataText>{check}</DataText>
                </a>
              </th>
              <td className="n">{count}</td>
              <td className="overview-name">
                <DataText>{listNames(tasks)}</DataText>
              </td>
            </tr>
          ))}
        </tbody>
      </WideTable>
      <p className="dim overview-small">
        {[
          rest > 0 ? `${countOf(rest, "other check")} failed in some trial.` : null,
          neverRan > 0
            ? `Left out: ${countOf(neverRan, "trial")} whose app never ran, which fails every check.`
            : null,
        ]
          .filter((sentence) => sentence !== null)
          .join(" ")}
      </p>
    </section>
  );
}

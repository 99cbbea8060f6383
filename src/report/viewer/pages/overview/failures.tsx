import { useMemo } from "react";
import { hrefs } from "../../data/router.ts";
import type { TrialView } from "../../data/trials.ts";
import { DataText } from "../../parts/data-text.tsx";
import { countOf, listNames } from "../../parts/words.ts";
import { type FailureGroup, groupFailures } from "./failure-groups.ts";

/** So many of a group stand here; all of them are one click further. */
const MOST_SHOWN = 5;

/** Every kind of failure with its trials: one click to the reason of one of them. */
export function Failures({ trials, runId }: { trials: readonly TrialView[]; runId: string }) {
  const groups = useMemo(() => groupFailures(trials), [trials]);
  const ended = trials.filter(({ outcome }) => outcome !== null).length;
  const hasLanguages = trials.some(({ language }) => language !== trials[0]!.language);
  const lost = groups.reduce((sum, group) => sum + group.trials.length, 0);
  return (
    <section aria-labelledby="failed">
      <h2 id="failed">What failed</h2>
      {lost === 0 ? (
        <p>{ended === 0 ? "No trial has ended yet." : `All ${countOf(ended, "trial")} that ended passed.`}</p>
      ) : (
        <>
          <p className="dim">{`${lost} of ${countOf(ended, "trial")} that ended did not pass. Each link opens the trial, with the reason first.`}</p>
          <div className="overview-failures">
            {groups.map((group) => (
              <Group key={group.title} group={group} runId={runId} hasLanguages={hasLanguages} />
            ))}
          </div>
        </>
      )}
    </section>
  );
}

interface GroupProps {
  readonly group: FailureGroup;
  readonly runId: string;
  /** Whether there is more than one, so that it is worth a word. */
  readonly hasLanguages: boolean;
}

function Group({ group: { title, meaning, query, trials }, runId, hasLanguages }: GroupProps) {
  return (
    <section className="overview-failure-group">
      <h3>
        {title} <span className="overview-count">{trials.length}</span>
      </h3>
      <p className="dim overview-small">{meaning}</p>
      <ul>
        {trials.slice(0, MOST_SHOWN).map((trial) => (
          <li key={trial.id}>
            <FailedTrial trial={trial} runId={runId} hasLanguages={hasLanguages} />
          </li>
        ))}
      </ul>
      {trials.length > MOST_SHOWN && (
        <a className="overview-show-all" href={hrefs.grid(query)}>
          {`Show all ${trials.length}`}
          <span className="visually-hidden">{`: ${title.toLowerCase()}`}</span>
        </a>
      )}
    </section>
  );
}

interface FailedTrialProps extends Omit<GroupProps, "group"> {
  readonly trial: TrialView;
}

function FailedTrial({ trial, runId, hasLanguages }: FailedTrialProps) {
  const { id, task, group, attempt, language, failedPhase, failedChecks } = trial;
  return (
    <a href={hrefs.trial(runId, id)}>
      <span className="overview-failed-task">
        <DataText>{task.title}</DataText>
      </span>
      <span className="overview-failed-by">
        <DataText>{group.configuration.name}</DataText>
        {`, attempt ${attempt}${hasLanguages ? `, ${language}` : ""}`}
      </span>
      {failedPhase === null && failedChecks.length > 0 && (
        <span className="overview-failed-why">
          <DataText>{listNames(failedChecks)}</DataText>
        </span>
      )}
    </a>
  );
}

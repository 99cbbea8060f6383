import type { TaskCheck, TaskDetail } from "../../../model/task-detail.ts";
import { hrefs } from "../../data/router.ts";
import { DataBlock, DataText } from "../../parts/data-text.tsx";
import { WideTable } from "../../parts/table.tsx";
import { countOf } from "../../parts/words.ts";
import type { FailureCounts } from "./task-facts.ts";

interface ChecksProps {
  readonly detail: TaskDetail;
  readonly failures: FailureCounts;
}

/** What is checked, and how often it failed. */
export function Checks({ detail: { id, checks }, failures }: ChecksProps) {
  const required = checks.filter((check) => check.required).length;
  const hasTurns = checks.some(({ turn }) => turn > 1);
  return (
    <section aria-labelledby="checks">
      <h2 id="checks">Checks</h2>
      <p>
        {`${countOf(checks.length, "check")}, ${required} of them required: a trial passes when every required check does. `}
        {failures.scored === 0
          ? "No trial of this task was scored."
          : `${countOf(failures.scored, "trial")} of this run ${failures.scored === 1 ? "was" : "were"} scored.`}
      </p>
      <WideTable label="Checks of the task">
        <thead>
          <tr>
            <th scope="col">Check</th>
            <th scope="col">Kind</th>
            <th scope="col" className="n">
              Weight
            </th>
            <th scope="col">Required</th>
            {hasTurns && <th scope="col">From turn</th>}
            <th scope="col">Failed by</th>
          </tr>
        </thead>
        <tbody>
          {checks.map((check) => (
            <CheckRow key={check.id} task={id} hasTurns={hasTurns} {...{ check, failures }} />
          ))}
        </tbody>
      </WideTable>
    </section>
  );
}

interface CheckRowProps {
  readonly task: string;
  readonly check: TaskCheck;
  readonly failures: FailureCounts;
  readonly hasTurns: boolean;
}

function CheckRow({ task, check, failures, hasTurns }: CheckRowProps) {
  return (
    <tr>
      <th scope="row" className="task-check">
        <DataText>{check.title}</DataText>
        {check.title !== check.id && (
          <>
            <br />
            <code>{check.id}</code>
          </>
        )}
        <details>
          <summary>
            Steps<span className="visually-hidden">{` of ${check.id}`}</span>
          </summary>
          <DataBlock label={`Steps of ${check.id}`}>{check.steps}</DataBlock>
        </details>
      </th>
      <td>{check.kind}</td>
      <td className="n">{check.weight}</td>
      <td>{check.required ? "yes" : "no"}</td>
      {hasTurns && <td>{check.turn}</td>}
      <td>
        <FailedBy check={check.id} task={task} failures={failures} />
      </td>
    </tr>
  );
}

function FailedBy({ task, check, failures }: { task: string; check: string; failures: FailureCounts }) {
  const { scored } = failures;
  const failed = failures.failed.get(check) ?? 0;
  if (scored === 0) return <span className="dim">–</span>;
  const words = `${failed} of ${scored}`;
  return (
    <div className="task-failed">
      {failed === 0 ? (
        <span className="dim">{words}</span>
      ) : (
        <a href={hrefs.grid({ task, check })}>{words}</a>
      )}
      <span className="task-share" aria-hidden="true">
        <span style={{ inlineSize: `${(failed / scored) * 100}%` }} />
      </span>
    </div>
  );
}

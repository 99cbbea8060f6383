import { DataText } from "../../parts/data-text.tsx";
import type { ShownRow } from "./shown-rows.ts";

/** How ranks are to be read, and what must be said of single rows. */
export function Notes({ shown, isPart }: { shown: readonly ShownRow[]; isPart: boolean }) {
  const mostTasks = Math.max(0, ...shown.map(({ row }) => row.tasks));
  return (
    <ul className="board-notes">
      {shown.some(({ rank }) => rank !== null) && (
        <li>
          Ranges are 95 % intervals. A rank is one more than the number of configurations whose range lies
          wholly above one’s own. Those that cannot be told apart share a rank, marked “=”.
        </li>
      )}
      {isPart && (
        <li>
          “Rank here” is among the configurations shown, on these tasks; “Overall” is among all, on all tasks.
        </li>
      )}
      {shown.some(({ isOnFront }) => isOnFront) && (
        <li>Pareto front: no other row costs as little a trial and scores as much.</li>
      )}
      {shown.map(({ row }) => (
        <RowNotes key={`${row.configuration.key} ${row.suite.hash}`} row={row} mostTasks={mostTasks} />
      ))}
    </ul>
  );
}

function RowNotes({ row, mostTasks }: { row: ShownRow["row"]; mostTasks: number }) {
  const { label, tasks, infraErrors, trials, perTrial, scored } = row;
  const lines = [
    tasks < mostTasks ? `${label} was scored on ${tasks} of ${mostTasks} tasks.` : null,
    infraErrors * 10 > trials
      ? `${label} lost ${infraErrors} of ${trials} trials to the infrastructure: its figures are hardly to be trusted.`
      : null,
    perTrial.costUsd === null && scored > 0
      ? `The cost of ${label} is unknown, so it cannot be on the Pareto front.`
      : null,
  ].filter((line) => line !== null);
  return (
    <>
      {lines.map((line) => (
        <li key={line}>
          <DataText>{line}</DataText>
        </li>
      ))}
    </>
  );
}

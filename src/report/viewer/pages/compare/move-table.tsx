import type { Metric, Pair } from "../../../../core/comparison.ts";
import { useReport } from "../../data/report.tsx";
import { hrefs } from "../../data/router.ts";
import type { TrialView } from "../../data/trials.ts";
import { DataText } from "../../parts/data-text.tsx";
import { formatScore } from "../../parts/format.ts";
import { WideTable } from "../../parts/table.tsx";
import { stateWord } from "../../parts/tag.tsx";
import type { Move } from "./moves.ts";

export interface MoveTableProps {
  readonly title: string;
  readonly moves: readonly Move[];
  readonly metric: Metric;
  readonly pair: Pair;
  /** Of b: the task's page is of that run. */
  readonly runId: string;
}

/** Tasks that moved one way, the largest move first. */
export function MoveTable({ title, moves, metric, pair, runId }: MoveTableProps) {
  const { index } = useReport();
  if (moves.length === 0) return null;
  const titles = new Map(
    index.runs.flatMap(({ tasks }) => tasks.map(({ id, title }) => [id, title] as const)),
  );
  const heading = `${title} (${moves.length} ${moves.length === 1 ? "task" : "tasks"})`;
  return (
    <>
      <h3>{heading}</h3>
      <WideTable label={heading}>
        <thead>
          <tr>
            <th scope="col">Task</th>
            <th scope="col" className="n">
              {pair.a.label}
            </th>
            <th scope="col" className="n">
              {pair.b.label}
            </th>
            <th scope="col">{`Trials of ${pair.a.label}`}</th>
            <th scope="col">{`Trials of ${pair.b.label}`}</th>
          </tr>
        </thead>
        <tbody>
          {moves.map((move) => (
            <tr key={move.task}>
              <th scope="row" className="compare-name">
                <a href={hrefs.task(runId, move.task)}>
                  <DataText>{titles.get(move.task) ?? move.task}</DataText>
                </a>
              </th>
              <td className="n">{toFigure(move.a, move.scoredA, metric)}</td>
              <td className="n">{toFigure(move.b, move.scoredB, metric)}</td>
              <td>
                <TrialLinks trials={move.trialsA} />
              </td>
              <td>
                <TrialLinks trials={move.trialsB} />
              </td>
            </tr>
          ))}
        </tbody>
      </WideTable>
    </>
  );
}

const toFigure = (value: number, scored: number, metric: Metric): string =>
  metric === "score" ? formatScore(value) : `${Math.round(value * scored)} of ${scored}`;

/** As many trials of a task stand in a cell; the task's page has all. */
const MOST_TRIALS = 8;

function TrialLinks({ trials }: { trials: readonly TrialView[] }) {
  const { index } = useReport();
  const hasLanguages = new Set(trials.map(({ language }) => language)).size > 1;
  return (
    <ul className="compare-trials">
      {trials.slice(0, MOST_TRIALS).map(({ run, id, attempt, language, state }) => (
        <li key={id}>
          <a href={hrefs.trial(index.runs[run]!.runId, id)}>
            <span className={`is-${state}`}>{stateWord(state)}</span>
            <span className="visually-hidden">{`, ${id}`}</span>{" "}
            <span className="dim">{`#${attempt}${hasLanguages ? ` ${language}` : ""}`}</span>
          </a>
        </li>
      ))}
      {trials.length > MOST_TRIALS && <li className="dim">{`and ${trials.length - MOST_TRIALS} more`}</li>}
    </ul>
  );
}

import { useMemo } from "react";
import type { Metric, Pair } from "../../../../core/comparison.ts";
import { useReport } from "../../data/report.tsx";
import { hrefs } from "../../data/router.ts";
import { toTrialViews } from "../../data/trials.ts";
import { DataText } from "../../parts/data-text.tsx";
import type { Choice } from "./choices.ts";
import { MoveTable } from "./move-table.tsx";
import { addTrials, type Sides, toMoveWords } from "./moves.ts";

export interface MoveListsProps {
  readonly pair: Pair;
  readonly headline: Metric;
  readonly choice: Choice;
}

/** Tasks that changed sides, each with its trials in both runs; then those that only one side has. */
export function MoveLists({ pair, headline, choice }: MoveListsProps) {
  const { index } = useReport();
  const [runA, runB] = [index.runs[choice.a], index.runs[choice.b]];
  const sides = useMemo<Sides>(
    () => ({
      a: runA === undefined ? [] : toTrialViews(runA, choice.a),
      b: runB === undefined ? [] : toTrialViews(runB, choice.b),
    }),
    [runA, runB, choice.a, choice.b],
  );
  const words = toMoveWords(pair);
  const isOneRun = pair.a.runId === pair.b.runId;
  const { passRate, score } = pair;
  const shared = { pair, runId: runB?.runId ?? "" };
  return (
    <>
      <MoveTable
        {...shared}
        title={words.fell}
        moves={addTrials(passRate.fell, pair, sides)}
        metric="passRate"
      />
      <MoveTable
        {...shared}
        title={words.rose}
        moves={addTrials(passRate.rose, pair, sides)}
        metric="passRate"
      />
      {headline === "score" && (
        <>
          <MoveTable
            {...shared}
            title={isOneRun ? `Score higher with ${pair.a.label}` : "Score fell"}
            moves={addTrials(score.fell, pair, sides)}
            metric="score"
          />
          <MoveTable
            {...shared}
            title={isOneRun ? `Score higher with ${pair.b.label}` : "Score rose"}
            moves={addTrials(score.rose, pair, sides)}
            metric="score"
          />
        </>
      )}
      {passRate.rose.length === 0 && passRate.fell.length === 0 && pair.tasks > 0 && (
        <p>
          {isOneRun ? "Every task’s pass rate is the same on both sides." : "No task’s pass rate changed."}
        </p>
      )}
      <OnlyOne label={pair.a.label} runId={runA?.runId ?? ""} tasks={pair.onlyA} />
      <OnlyOne label={pair.b.label} runId={runB?.runId ?? ""} tasks={pair.onlyB} />
    </>
  );
}

/** @param tasks with their language in brackets, where there are several */
function OnlyOne({ label, runId, tasks }: { label: string; runId: string; tasks: readonly string[] }) {
  if (tasks.length === 0) return null;
  return (
    <>
      <h3>{`Only ${label} has scores of (${tasks.length})`}</h3>
      <ul className="compare-only">
        {tasks.map((task) => (
          <li key={task}>
            <a href={hrefs.task(runId, task.replace(/ \([^)]*\)$/, ""))}>
              <DataText>{task}</DataText>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

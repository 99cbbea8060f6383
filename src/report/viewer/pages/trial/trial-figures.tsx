import { formatCost, formatDuration } from "../../../../core/format.ts";
import { describeEnd } from "../../../outcome-sentence.ts";
import { DataText } from "../../parts/data-text.tsx";
import { formatCount, formatScore } from "../../parts/format.ts";
import { useOpenTrial } from "./open-trial.ts";
import { describePhase } from "./phase-words.ts";

/** How it ended, in a sentence and in figures. */
export function TrialFigures() {
  const { view, detail } = useOpenTrial();
  const { result } = detail;
  if (result === null) {
    return (
      <p className="trial-end" role="status">
        {view.state === "running"
          ? "This trial is being worked on. What there is of it by now is shown."
          : "This trial has not begun."}
      </p>
    );
  }
  const checks = result.turns.at(-1)?.checks ?? [];
  const passed = checks.filter((check) => check.passed).length;
  const { usage } = result;
  const figures = [
    ["Score", formatScore(result.score)],
    ["Checks passed", checks.length === 0 ? "none ran" : `${passed} of ${checks.length}`],
    ["Got as far as", describePhase(result.phase)],
    ["Time", formatDuration(result.durationMs)],
    ["Tokens", formatCount(usage.inputTokens + usage.outputTokens)],
    ["Cost", formatCost(usage.costUsd)],
  ] as const;
  return (
    <>
      <p className="trial-end">
        <DataText>{`${describeEnd(result)}.`}</DataText>
      </p>
      <dl className="figures">
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

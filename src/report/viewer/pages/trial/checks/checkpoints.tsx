import { formatCost, formatDuration } from "../../../../../core/format.ts";
import type { CheckpointResult } from "../../../../../core/result.ts";
import { formatCount, formatScore } from "../../../parts/format.ts";
import { WideTable } from "../../../parts/table.tsx";

/** The score against time and money. */
export function Checkpoints({ checkpoints }: { checkpoints: readonly CheckpointResult[] }) {
  if (checkpoints.length === 0) return null;
  return (
    <section aria-labelledby="checkpoints">
      <h2 id="checkpoints">Checkpoints</h2>
      <p className="dim">What the agent had by then, graded like the end.</p>
      <WideTable label="Scores at the checkpoints">
        <thead>
          <tr>
            <th scope="col">Checkpoint</th>
            <th scope="col" className="n">
              Turn
            </th>
            <th scope="col" className="n">
              Agent’s time
            </th>
            <th scope="col" className="n">
              Tokens
            </th>
            <th scope="col" className="n">
              Cost
            </th>
            <th scope="col" className="n">
              Score
            </th>
            <th scope="col">What failed</th>
          </tr>
        </thead>
        <tbody>
          {checkpoints.map((checkpoint) => (
            <Row key={`${checkpoint.turn} ${checkpoint.label}`} checkpoint={checkpoint} />
          ))}
        </tbody>
      </WideTable>
    </section>
  );
}

function Row({ checkpoint }: { checkpoint: CheckpointResult }) {
  const { label, turn, agentMs, usage, score, failedPhase, failedChecks } = checkpoint;
  return (
    <tr>
      <th scope="row">{label}</th>
      <td className="n">{turn}</td>
      <td className="n">{formatDuration(agentMs)}</td>
      <td className="n">{formatCount(usage.inputTokens + usage.outputTokens)}</td>
      <td className="n">{formatCost(usage.costUsd)}</td>
      <td className="n">{formatScore(score)}</td>
      <td>{failedPhase === null ? failedChecks.join(", ") || "nothing" : `at ${failedPhase}`}</td>
    </tr>
  );
}

import { formatCost, formatDuration } from "../../../../../core/format.ts";
import type { TrialResult, TryRecord } from "../../../../../core/result.ts";
import { DataText } from "../../../parts/data-text.tsx";
import { formatCount, formatTime } from "../../../parts/format.ts";
import { WideTable } from "../../../parts/table.tsx";
import { useOpenTrial } from "../open-trial.ts";

/** Every execution of the trial, with what ended it. */
export function Tries({ tries }: { tries: TrialResult["tries"] }) {
  return (
    <WideTable label="Tries">
      <thead>
        <tr>
          <th scope="col">Try</th>
          <th scope="col">Began</th>
          <th scope="col" className="n">
            Time
          </th>
          <th scope="col" className="n">
            Tokens lost
          </th>
          <th scope="col" className="n">
            Cost lost
          </th>
          <th scope="col">How it ended</th>
        </tr>
      </thead>
      <tbody>
        {tries.map((one) => (
          <Row key={one.number} one={one} />
        ))}
      </tbody>
    </WideTable>
  );
}

function Row({ one: { number, startedAt, durationMs, outcome, usage } }: { one: TryRecord }) {
  const { detail, link } = useOpenTrial();
  // Of a try whose workspace was kept, nothing was lost: what it used is the trial's.
  const hasLost = usage.requests > 0;
  const hasTranscript = detail.transcripts.some(({ tryNumber }) => tryNumber === number);
  return (
    <tr>
      <th scope="row">
        {hasTranscript ? (
          <a href={link({ tab: "transcript", try: number, event: null })}>{`Try ${number}`}</a>
        ) : (
          `Try ${number}`
        )}
      </th>
      <td>{formatTime(startedAt)}</td>
      <td className="n">{formatDuration(durationMs)}</td>
      <td className="n">{hasLost ? formatCount(usage.inputTokens + usage.outputTokens) : "none"}</td>
      <td className="n">{hasLost ? formatCost(usage.costUsd) : "none"}</td>
      <td>
        {outcome.kind === "completed" ? (
          "completed"
        ) : (
          <>
            {`${outcome.kind}: `}
            <DataText>{outcome.message}</DataText>
          </>
        )}
      </td>
    </tr>
  );
}

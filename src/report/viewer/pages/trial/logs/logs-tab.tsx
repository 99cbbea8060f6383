import { formatDuration } from "../../../../../core/format.ts";
import type { PhaseRecord } from "../../../../../core/result.ts";
import type { PhaseLog } from "../../../../model/trial-detail.ts";
import { DataBlock } from "../../../parts/data-text.tsx";
import { formatBytes } from "../../../parts/format.ts";
import { WideTable } from "../../../parts/table.tsx";
import { NotEnded } from "../not-ended.tsx";
import { useOpenTrial } from "../open-trial.ts";
import { describePhase } from "../phase-words.ts";

/** Phases with their times, and what builds and servers wrote. */
export function LogsTab() {
  const { detail } = useOpenTrial();
  const { result, phaseLogs } = detail;
  if (result === null) return <NotEnded what="logs" />;
  return (
    <>
      <h2>Phases</h2>
      <Phases phases={result.phases} hasTurns={result.turns.length > 1} />
      <h2>Logs</h2>
      {phaseLogs.length === 0 && <p className="dim">No phase wrote a log that is kept.</p>}
      {phaseLogs.map((log) => (
        <Log key={`${log.turn} ${log.name}`} log={log} isOpen={phaseLogs.length <= 2} />
      ))}
    </>
  );
}

function Phases({ phases, hasTurns }: { phases: readonly PhaseRecord[]; hasTurns: boolean }) {
  if (phases.length === 0) return <p className="dim">No phase came to its end.</p>;
  return (
    <WideTable label="Phases">
      <thead>
        <tr>
          <th scope="col">Phase</th>
          {hasTurns && (
            <th scope="col" className="n">
              Turn
            </th>
          )}
          <th scope="col" className="n">
            Time
          </th>
          <th scope="col" className="n">
            Exit code
          </th>
        </tr>
      </thead>
      <tbody>
        {phases.map(({ phase, turn, durationMs, exitCode }) => (
          <tr key={`${turn} ${phase}`}>
            <th scope="row">
              {phase} <span className="dim">{describePhase(phase)}</span>
            </th>
            {hasTurns && <td className="n">{turn}</td>}
            <td className="n">{formatDuration(durationMs)}</td>
            <td className="n">{exitCode ?? "none"}</td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}

function Log({ log: { name, turn, text, leftOutBytes }, isOpen }: { log: PhaseLog; isOpen: boolean }) {
  const title = `${name}, turn ${turn}`;
  return (
    <details className="log" open={isOpen}>
      <summary>{`Log of ${title}${text === "" ? ": empty" : ""}`}</summary>
      {leftOutBytes > 0 && (
        <p className="note">{`${formatBytes(leftOutBytes)} are left out in its middle.`}</p>
      )}
      {text !== "" && <DataBlock label={`Log of ${title}`}>{text}</DataBlock>}
    </details>
  );
}

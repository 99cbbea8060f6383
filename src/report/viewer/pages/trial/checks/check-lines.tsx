import { useState } from "react";
import type { TurnResult } from "../../../../../core/result.ts";
import { DataBlock } from "../../../parts/data-text.tsx";
import { formatCount } from "../../../parts/format.ts";
import { useOpenTrial } from "../open-trial.ts";

/** Lines that are shown at once: what went wrong stands near the end. */
const FIRST_SHOWN = 200;

/** What the check's pages wrote to the console and asked the network for. */
export function CheckLines({ check, turn }: { check: string; turn: TurnResult }) {
  const { detail } = useOpenTrial();
  const all = detail.logs.find((log) => log.check === check && log.turn === turn.turn);
  const kept = turn.logs.find((log) => log.check === check)?.lines ?? [];
  if (all === undefined) return <Lines name="Console and network" check={check} lines={kept} />;
  return (
    <>
      <Lines name="Console" check={check} lines={all.console} />
      <Lines name="Network" check={check} lines={all.network} />
    </>
  );
}

function Lines({ name, check, lines }: { name: string; check: string; lines: readonly string[] }) {
  const [isWhole, setIsWhole] = useState(false);
  if (lines.length === 0) return null;
  const shown = isWhole ? lines : lines.slice(-FIRST_SHOWN);
  return (
    <details className="lines">
      <summary>{`${name}: ${lines.length === 1 ? "1 line" : `${formatCount(lines.length)} lines`}`}</summary>
      {shown.length < lines.length && (
        <p>
          {`The last ${shown.length} of ${formatCount(lines.length)} lines. `}
          <button type="button" onClick={() => setIsWhole(true)}>
            Show all
          </button>
        </p>
      )}
      <DataBlock label={`${name} of ${check}`}>{shown.join("\n")}</DataBlock>
    </details>
  );
}

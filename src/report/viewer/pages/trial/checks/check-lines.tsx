import { useState } from "react";
import type { TurnResult } from "../../../../../core/result.ts";
import { DataBlock } from "../../../parts/data-text.tsx";
import { formatCount } from "../../../parts/format.ts";
import { countOf } from "../../../parts/words.ts";
import { useOpenTrial } from "../open-trial.ts";

/** Lines that are shown at once: what went wrong stands near the end. */
const FIRST_SHOWN = 200;
/** As the checker writes them. */
const BAD_LINE = /^(?:error|exception): /;
const BAD_ANSWER = / [45]\d\d$/;

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
  const errors = lines.filter((line) => (name === "Network" ? BAD_ANSWER : BAD_LINE).test(line)).length;
  const shown = isWhole ? lines : lines.slice(-FIRST_SHOWN);
  return (
    <details className="lines">
      <summary>
        {`${name}: ${countOf(lines.length, "line")}`}
        {errors > 0 && <span className="line-errors">{`, ${countOf(errors, "error")}`}</span>}
      </summary>
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

import type { TrialResult, TurnResult } from "../../../../../core/result.ts";
import { DataBlock, DataText } from "../../../parts/data-text.tsx";
import { useOpenTrial } from "../open-trial.ts";
import { Tries } from "../facts/tries.tsx";
import { findEarlyEnd } from "./find-early-end.ts";
import { takeLastLines } from "./last-lines.ts";

/** Lines of a log that say why. */
const LOG_LINES = 60;

/** Why nothing was checked, or not all of it; nothing where the checks say it all. */
export function EarlyEnd({ result, turn }: { result: TrialResult; turn: TurnResult | null }) {
  const { detail, link } = useOpenTrial();
  const end = findEarlyEnd(result, turn);
  if (end === null) return null;
  const log = detail.phaseLogs.find(({ name, turn }) => name === end.phase && turn === end.turn);
  const last = log === undefined ? null : takeLastLines(log.text, LOG_LINES);
  return (
    <section className="card early" aria-labelledby="early-end">
      <h2 id="early-end">{end.title}</h2>
      {end.message !== null && <DataBlock label="Why">{end.message}</DataBlock>}
      {end.code !== null && (
        <p>
          Its cause is{" "}
          <code>
            <DataText>{end.code}</DataText>
          </code>
          .
        </p>
      )}
      {end.countsAgainstNobody && (
        <p>It counts against nobody: the trial has no score, and its agent and model lose nothing.</p>
      )}
      {last !== null && (
        <>
          <h3>{last.leftOut === 0 ? `Log of ${end.phase}` : `End of the log of ${end.phase}`}</h3>
          <DataBlock label={`Log of ${end.phase}`}>{last.text}</DataBlock>
          <p>
            <a href={link({ tab: "logs", turn: end.turn })}>All logs</a>
          </p>
        </>
      )}
      {end.countsAgainstNobody && result.tries.length > 0 && (
        <>
          <h3>{result.tries.length === 1 ? "The try" : `All ${result.tries.length} tries`}</h3>
          <Tries tries={result.tries} />
        </>
      )}
    </section>
  );
}

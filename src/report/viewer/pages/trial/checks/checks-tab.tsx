import type { TrialResult, TurnResult } from "../../../../../core/result.ts";
import { readTurn } from "../address.ts";
import { NotEnded } from "../not-ended.tsx";
import { useOpenTrial } from "../open-trial.ts";
import { TurnSwitch } from "../turn-switch.tsx";
import { CheckCard } from "./check-card.tsx";
import { Checkpoints } from "./checkpoints.tsx";
import { EarlyEnd } from "./early-end.tsx";
import { FoldedChecks } from "./folded-checks.tsx";
import { Forgotten } from "./forgotten.tsx";
import { GradeAgain } from "./grade-again.tsx";
import { PictureDialog } from "./picture-dialog.tsx";
import { Verdicts } from "./verdicts.tsx";

/** What failed and why, before everything else. */
export function ChecksTab() {
  const { detail } = useOpenTrial();
  return detail.result === null ? <NotEnded what="checks" /> : <Graded result={detail.result} />;
}

function Graded({ result }: { result: TrialResult }) {
  const { query } = useOpenTrial();
  const turn = readTurn(query, result.turns);
  return (
    <>
      <TurnSwitch turns={result.turns.map(toSwitched)} current={turn?.turn ?? 0} />
      <EarlyEnd result={result} turn={turn} />
      <Forgotten checks={result.forgotten} />
      {turn === null ? <p className="dim">No check ran.</p> : <Checks turn={turn} />}
      <Checkpoints checkpoints={result.checkpoints} />
      <section aria-labelledby="whole-trial" className="card">
        <h2 id="whole-trial">The trial as a whole</h2>
        <Verdicts check={null} machine={{ passed: result.passed, score: result.score }} />
        <GradeAgain />
      </section>
      <PictureDialog turns={result.turns} />
    </>
  );
}

const toSwitched = ({ turn, passed }: TurnResult) => ({ turn, note: passed ? "passed" : "failed" });

function Checks({ turn }: { turn: TurnResult }) {
  const { checks, failedPhase } = turn;
  const failed = checks.filter(({ passed }) => !passed);
  const passed = checks.filter(({ passed }) => passed);
  const passedTitle =
    failed.length === 0 ? `All ${checks.length} checks passed` : `Passed checks (${passed.length})`;
  if (checks.length === 0)
    return failedPhase === null ? <p className="dim">No check ran in this turn.</p> : null;
  return (
    <>
      {failed.length > 0 && (failedPhase === null || failedPhase === "check") && (
        <section aria-labelledby="failed-checks">
          <h2 id="failed-checks">{`Failed checks (${failed.length} of ${checks.length})`}</h2>
          {failed.map((check) => (
            <CheckCard key={check.id} check={check} turn={turn} />
          ))}
        </section>
      )}
      {failed.length > 0 && failedPhase !== null && failedPhase !== "check" && (
        <FoldedChecks
          title={`No check could run: all ${failed.length} failed`}
          word="failed"
          checks={failed}
          turn={turn}
        />
      )}
      {passed.length > 0 && <FoldedChecks title={passedTitle} word="passed" checks={passed} turn={turn} />}
    </>
  );
}

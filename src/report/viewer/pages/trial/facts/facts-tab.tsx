import { Command } from "../../../parts/command.tsx";
import { NotEnded } from "../not-ended.tsx";
import { useOpenTrial } from "../open-trial.ts";
import { IdentityFacts } from "./identity-facts.tsx";
import { Limits } from "./limits.tsx";
import { QualityFacts } from "./quality-facts.tsx";
import { Tries } from "./tries.tsx";
import { UsageFacts } from "./usage-facts.tsx";

/** Everything that a result says beside its verdict. */
export function FactsTab() {
  const { detail } = useOpenTrial();
  const { result, commands } = detail;
  return (
    <div className="facts">
      <h2>Go on with it</h2>
      <h3>Repeat the trial</h3>
      <Command what="the command that repeats the trial">{commands.reproduce}</Command>
      {result !== null && (
        <>
          <h3>Open its app</h3>
          <Command what="the command that opens the app">{commands.open}</Command>
          <h3>Grade it again</h3>
          <Command what="the command that grades it again">{commands.rescore}</Command>
        </>
      )}
      {result === null ? (
        <NotEnded what="facts" />
      ) : (
        <>
          <h2>Limits</h2>
          <Limits result={result} />
          <h2>Model calls</h2>
          <UsageFacts usage={result.usage} timing={result.timing} />
          <h2>Quality of the first page</h2>
          <QualityFacts turns={result.turns} />
          <h2>Tries</h2>
          <p className="dim">
            There is a second one only after an infrastructure error. What is lost with a try counts in the
            trial’s cost all the same.
          </p>
          <Tries tries={result.tries} />
          <h2>Identity</h2>
          <IdentityFacts result={result} />
        </>
      )}
    </div>
  );
}

import { useMemo } from "react";
import type { RunIndex } from "../../../model/report-index.ts";
import { useReport } from "../../data/report.tsx";
import { toTrialViews } from "../../data/trials.ts";
import { DataText } from "../../parts/data-text.tsx";
import { keepFigures } from "../../parts/words.ts";
import { Changed } from "./changed.tsx";
import { FailedChecks } from "./failed-checks.tsx";
import { Failures } from "./failures.tsx";
import { Gate } from "./gate.tsx";
import { Infrastructure } from "./infrastructure.tsx";
import { Results } from "./results.tsx";
import { RunFacts } from "./run-facts.tsx";
import { Tally } from "./tally.tsx";
import { judgeTrust } from "./trust.ts";
import { describeRun } from "./verdict.ts";
import "./overview.css";

/** What the run came to: the verdict first, then what it rests on. */
export function OverviewPage() {
  const { index } = useReport();
  const [run] = index.runs;
  if (run === undefined)
    return (
      <>
        <h1>Overview</h1>
        <p>The report has no run.</p>
      </>
    );
  return <Overview run={run} />;
}

function Overview({ run }: { run: RunIndex }) {
  const { index } = useReport();
  const trials = useMemo(() => toTrialViews(run, 0), [run]);
  const { word, sentence } = judgeTrust(run.summary);
  return (
    <>
      <h1>
        <DataText>{`${run.suite.name} ${run.suite.version}`}</DataText>
      </h1>
      <p className="overview-lead">
        <DataText>{keepFigures(describeRun(run.summary))}</DataText>
      </p>
      <Tally trials={trials} />
      {word !== "held" && <p className="note">{sentence}</p>}
      <Results summary={run.summary} />
      <Failures trials={trials} runId={run.runId} />
      <FailedChecks trials={trials} />
      {index.runs.length > 1 && <Changed />}
      {index.gate !== null && <Gate report={index.gate} />}
      <Infrastructure run={run} />
      <RunFacts run={run} />
    </>
  );
}

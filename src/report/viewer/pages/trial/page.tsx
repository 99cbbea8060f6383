import { useMemo } from "react";
import { trialChunk } from "../../../model/chunk-names.ts";
import type { TrialDetail } from "../../../model/trial-detail.ts";
import { useChunk, useReport } from "../../data/report.tsx";
import { hrefs, type Place } from "../../data/router.ts";
import { findTrial, type TrialView } from "../../data/trials.ts";
import { Loaded } from "../../parts/loaded.tsx";
import type { PageProps } from "../../shell/routes.tsx";
import { OpenTrialContext, toOpenTrial } from "./open-trial.ts";
import { TrialFigures } from "./trial-figures.tsx";
import { TrialHead } from "./trial-head.tsx";
import { TrialTabs } from "./trial-tabs.tsx";
import "./checks/checks.css";
import "./files/files.css";
import "./transcript/transcript.css";
import "./trial.css";

/** One trial: what it came to, and everything that shows why. */
export function TrialPage({ place }: PageProps) {
  const { index } = useReport();
  const [, runId = "", trialId = ""] = place.path;
  const run = index.runs.findIndex((one) => one.runId === runId);
  const view = useMemo(
    () => (run === -1 ? null : findTrial(index.runs[run]!, run, trialId)),
    [index, run, trialId],
  );
  return view === null ? (
    <NoTrial runId={runId} trialId={trialId} />
  ) : (
    <KnownTrial {...{ place, runId, view }} />
  );
}

function NoTrial({ runId, trialId }: { runId: string; trialId: string }) {
  return (
    <>
      <h1>There is no such trial</h1>
      <p>
        The report has no trial <code>{trialId}</code> of the run <code>{runId}</code>.{" "}
        <a href={hrefs.grid()}>To the grid</a>
      </p>
    </>
  );
}

function KnownTrial({ place, runId, view }: { place: Place; runId: string; view: TrialView }) {
  const loading = useChunk<TrialDetail>(trialChunk(view.run, view.n));
  return (
    <div className="trial">
      <TrialHead runId={runId} view={view} tab={place.query.get("tab")} />
      <Loaded what="details of this trial" loading={loading}>
        {(detail) => (
          <OpenTrialContext value={toOpenTrial(place, { runId, view, detail })}>
            <TrialFigures />
            <TrialTabs />
          </OpenTrialContext>
        )}
      </Loaded>
    </div>
  );
}

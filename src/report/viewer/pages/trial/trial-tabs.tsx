import type { FunctionComponent } from "react";
import { readTab, type TabName } from "./address.ts";
import { AppTab } from "./app/app-tab.tsx";
import { ChecksTab } from "./checks/checks-tab.tsx";
import { FactsTab } from "./facts/facts-tab.tsx";
import { FilesTab } from "./files/files-tab.tsx";
import { LogsTab } from "./logs/logs-tab.tsx";
import { type OpenTrial, useOpenTrial } from "./open-trial.ts";
import { Tabs } from "./tabs.tsx";
import { TranscriptTab } from "./transcript/transcript-tab.tsx";

const PANELS: Readonly<Record<TabName, FunctionComponent>> = {
  checks: ChecksTab,
  app: AppTab,
  transcript: TranscriptTab,
  files: FilesTab,
  logs: LogsTab,
  facts: FactsTab,
};

export function TrialTabs() {
  const trial = useOpenTrial();
  const { query, link } = trial;
  const current = readTab(query, trial.detail.result === null ? "transcript" : "checks");
  const Panel = PANELS[current];
  return (
    <Tabs
      label="Parts of the trial"
      tabs={listTabs(trial)}
      current={current}
      onChoose={(tab) => {
        location.hash = link({ tab });
      }}
    >
      <Panel />
    </Tabs>
  );
}

function listTabs({ view, detail }: OpenTrial): readonly { name: TabName; label: string }[] {
  const failed = view.failedChecks.length;
  return [
    { name: "checks", label: failed === 0 ? "Checks" : `Checks (${failed} failed)` },
    { name: "app", label: "App" },
    { name: "transcript", label: detail.transcripts.length > 1 ? "Transcripts" : "Transcript" },
    { name: "files", label: "Files" },
    { name: "logs", label: "Logs" },
    { name: "facts", label: "Facts" },
  ];
}

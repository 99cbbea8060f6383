import { useState } from "react";
import type { ServerAbilities } from "../../../../model/report-index.ts";
import { askServer, readMember } from "../../../data/ask-server.ts";
import { useReport } from "../../../data/report.tsx";
import { DataBlock } from "../../../parts/data-text.tsx";
import { useOpenTrial } from "../open-trial.ts";

/** Grades what the trial left once more; only a server can. */
export function GradeAgain() {
  const { index } = useReport();
  return index.server === null ? null : <GradeAgainButton server={index.server} />;
}

function GradeAgainButton({ server }: { server: ServerAbilities }) {
  const { index } = useReport();
  const { view } = useOpenTrial();
  const [isBusy, setIsBusy] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const grade = async () => {
    setIsBusy(true);
    setSaid(null);
    const body = { run: index.runs[view.run]!.runId, trial: view.id };
    try {
      setSaid(readMember(await askServer(server, { method: "POST", path: "api/rescore", body }), "message"));
    } catch (error) {
      setSaid((error as Error).message);
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <div className="grade-again">
      <button type="button" disabled={isBusy} onClick={() => void grade()}>
        Grade it again
      </button>
      <p className="dim" role="status">
        {isBusy
          ? "What it left is graded again, in a run of its own …"
          : "In a run of its own; this verdict stays as it is."}
      </p>
      {said !== null && <DataBlock label="What grading again said">{said}</DataBlock>}
    </div>
  );
}

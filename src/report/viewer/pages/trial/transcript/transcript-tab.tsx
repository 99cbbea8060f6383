import { transcriptChunk } from "../../../../model/chunk-names.ts";
import type { TranscriptIndex } from "../../../../model/transcript.ts";
import { useChunk } from "../../../data/report.tsx";
import { formatBytes } from "../../../parts/format.ts";
import { Loaded } from "../../../parts/loaded.tsx";
import { readNumber } from "../address.ts";
import { useOpenTrial } from "../open-trial.ts";
import { Timeline } from "./timeline.tsx";

/** Everything that happened, of one try. */
export function TranscriptTab() {
  const { view, detail, query } = useOpenTrial();
  const { transcripts } = detail;
  const asked = readNumber(query, "try");
  const chosen = transcripts.find(({ tryNumber }) => tryNumber === asked) ?? transcripts.at(-1) ?? null;
  const name = chosen === null ? null : transcriptChunk(view.run, view.n, chosen.tryNumber);
  const loading = useChunk<TranscriptIndex>(name);
  return (
    <>
      <h2 className="visually-hidden">Transcript</h2>
      {chosen === null || name === null ? (
        <p className="dim">
          {detail.result === null ? "There is no transcript yet." : "The trial has no transcript."}
        </p>
      ) : (
        <>
          <TrySwitch current={chosen.tryNumber} />
          <Loaded what="transcript" loading={loading}>
            {(index) => <Timeline key={name} name={name} index={index} />}
          </Loaded>
        </>
      )}
    </>
  );
}

function TrySwitch({ current }: { current: number }) {
  const { detail, replace } = useOpenTrial();
  if (detail.transcripts.length < 2) return null;
  return (
    <div className="switch" role="group" aria-label="Try">
      {detail.transcripts.map(({ tryNumber, sizeBytes }) => (
        <button
          key={tryNumber}
          type="button"
          aria-pressed={tryNumber === current}
          onClick={() => replace({ try: tryNumber, event: null })}
        >
          {`Try ${tryNumber} (${formatBytes(sizeBytes)})`}
        </button>
      ))}
    </div>
  );
}

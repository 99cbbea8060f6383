import { formatCost, formatDuration } from "../../../../../core/format.ts";
import { bodiesChunk } from "../../../../model/chunk-names.ts";
import type { EntryBody, TranscriptBodies, TranscriptEntry } from "../../../../model/transcript.ts";
import { useChunk } from "../../../data/report.tsx";
import { DataText } from "../../../parts/data-text.tsx";
import { formatBytes, formatCount } from "../../../parts/format.ts";
import { Loaded } from "../../../parts/loaded.tsx";
import { MarkedBlock, MarkedText } from "../../../parts/marked.tsx";
import { useOpenTrial } from "../open-trial.ts";
import { kindWord } from "./kind-words.ts";
import { formatClock } from "./timeline.ts";

interface EntryPaneProps {
  /** Of the transcript's chunk. */
  readonly name: string;
  readonly n: number;
  readonly entry: TranscriptEntry;
  readonly matcher: RegExp | null;
}

/** The entry that is open, with its body. */
export function EntryPane({ name, n, entry, matcher }: EntryPaneProps) {
  const { link, replace } = useOpenTrial();
  const { piece, kind, title } = entry;
  const bodies = useChunk<TranscriptBodies>(piece === null ? null : bodiesChunk(name, piece));
  const close = () => {
    replace({ event: null });
    document.querySelector<HTMLElement>(".entries")?.focus();
  };
  return (
    <section className="entry-pane" aria-labelledby="open-entry">
      <header>
        <h3 id="open-entry">{`${kindWord(kind)}, entry ${n + 1}`}</h3>
        <a href={link({ tab: "transcript", event: n })}>Link to it</a>
        <button type="button" onClick={close}>
          Close
        </button>
      </header>
      <p className="entry-title">
        <MarkedText matcher={matcher}>{title}</MarkedText>
      </p>
      <p className="dim">{describe(entry)}</p>
      {piece !== null && (
        <Loaded what="body of this entry" loading={bodies}>
          {(content) => <Body body={content[n]} entry={entry} matcher={matcher} />}
        </Loaded>
      )}
    </section>
  );
}

interface BodyProps {
  readonly body: EntryBody | undefined;
  readonly entry: TranscriptEntry;
  readonly matcher: RegExp | null;
}

function Body({ body, entry, matcher }: BodyProps) {
  const { link } = useOpenTrial();
  if (body === undefined) return <p className="dim">The report has no body of it.</p>;
  return (
    <>
      {body.path !== null && (
        <p>
          {"File "}
          <a href={link({ tab: "files", file: body.path, turn: entry.turn })}>
            <DataText>{body.path}</DataText>
          </a>
        </p>
      )}
      {body.parts.map(({ label, text, leftOutBytes }) => (
        <div key={label}>
          <h4>{label}</h4>
          {leftOutBytes > 0 && (
            <p className="dim">{`${formatBytes(leftOutBytes)} are left out in its middle.`}</p>
          )}
          <MarkedBlock label={label} matcher={matcher}>
            {text}
          </MarkedBlock>
        </div>
      ))}
    </>
  );
}

function describe({ atMs, turn, tokens, costUsd, durationMs, isError }: TranscriptEntry): string {
  const words = [
    `${formatClock(atMs)} after the beginning`,
    `turn ${turn}`,
    ...(durationMs === null ? [] : [`took ${formatDuration(durationMs)}`]),
    ...(tokens === null ? [] : [`${formatCount(tokens)} tokens`]),
    ...(costUsd === null ? [] : [formatCost(costUsd)]),
    ...(isError ? ["an error"] : []),
  ];
  return words.join(" · ");
}

import { memo } from "react";
import { formatCost, formatDuration } from "../../../../../core/format.ts";
import type { TranscriptEntry } from "../../../../model/transcript.ts";
import { formatCount } from "../../../parts/format.ts";
import { MarkedText } from "../../../parts/marked.tsx";
import { kindWord } from "./kind-words.ts";
import { formatClock, type TurnSum } from "./timeline.ts";

interface EntryRowProps {
  readonly n: number;
  readonly entry: TranscriptEntry;
  /** Of the first entry of a turn: what all turns before it used. */
  readonly before: TurnSum["before"] | null;
  readonly isActive: boolean;
  readonly isOpen: boolean;
  readonly matcher: RegExp | null;
  /** Matches in its body. */
  readonly inBody: number;
  readonly layout: {
    readonly start: number;
    readonly size: number;
    readonly position: number;
    readonly of: number;
  };
  readonly onOpen: (n: number) => void;
}

export const EntryRow = memo(drawRow, (a, b) => {
  const { layout: one, ...before } = a;
  const { layout: other, ...after } = b;
  return (
    one.start === other.start &&
    one.size === other.size &&
    one.of === other.of &&
    (Object.keys(before) as (keyof typeof before)[]).every(
      (key) => key === "onOpen" || before[key] === after[key],
    )
  );
});

function drawRow({ n, entry, before, isActive, isOpen, matcher, inBody, layout, onOpen }: EntryRowProps) {
  const { kind, atMs, title, turn, isError } = entry;
  const states = [kind, isActive && "active", isError && "error", isOpen && "open"].filter(Boolean).join(" ");
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the list has the keys and the focus
    <div
      id={`entry-${n}`}
      role="option"
      className={`entry ${states}`}
      aria-selected={isOpen}
      aria-posinset={layout.position}
      aria-setsize={layout.of}
      style={{ blockSize: layout.size, insetBlockStart: layout.start }}
      onClick={() => onOpen(n)}
    >
      <span className="at">{formatClock(atMs)}</span>
      <span className="kind">{kind === "turn" ? `Turn ${turn}` : kindWord(kind)}</span>
      <span className="title">
        {isError && <span className="word bad">error</span>}
        {inBody > 0 && <mark className="word">{`${formatCount(inBody)} inside`}</mark>}
        <MarkedText matcher={matcher}>{title}</MarkedText>
      </span>
      {kind === "turn" && before !== null ? (
        <span className="so-far">{describeBefore(before)}</span>
      ) : (
        <Figures entry={entry} />
      )}
    </div>
  );
}

function Figures({ entry: { tokens, costUsd, durationMs } }: { entry: TranscriptEntry }) {
  return (
    <>
      <span className="tokens">{tokens === null ? "" : `${formatCount(tokens)} tokens`}</span>
      <span className="cost">{costUsd === null ? "" : formatCost(costUsd)}</span>
      <span className="took">{durationMs === null ? "" : formatDuration(durationMs)}</span>
    </>
  );
}

const describeBefore = ({ tokens, costUsd }: TurnSum["before"]): string =>
  tokens === 0 ? "" : `so far ${formatCount(tokens)} tokens, ${formatCost(costUsd)}`;

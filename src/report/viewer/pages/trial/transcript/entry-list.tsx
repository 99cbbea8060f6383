import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useCallback, useEffect, useRef } from "react";
import type { TranscriptEntry } from "../../../../model/transcript.ts";
import { textScale } from "../../../parts/text-scale.ts";
import { useMedia } from "../../../parts/use-media.ts";
import { EntryRow } from "./entry-row.tsx";
import { moveInList } from "./move-in-list.ts";
import type { TurnSum } from "./timeline.ts";

/** Pixels of a row at the usual size of text: in one line, or in two where there is little room. */
const ROW = { wide: 30, narrow: 54 } as const;

/** Pixels above and below all rows. */
const BORDERS = 2;

interface EntryListProps {
  readonly entries: readonly TranscriptEntry[];
  /** Numbers of the entries that are shown. */
  readonly rows: readonly number[];
  readonly sums: readonly TurnSum[];
  /** In `rows`, of the one that keys act on. */
  readonly place: number;
  readonly opened: number | null;
  readonly matcher: RegExp | null;
  readonly inBodies: ReadonlyMap<number, number>;
  readonly onMove: (n: number) => void;
  readonly onOpen: (n: number) => void;
}

/** The timeline: of tens of thousands of entries, those are drawn that are in view. One stop of the keyboard. */
export function EntryList({
  entries,
  rows,
  sums,
  place,
  opened,
  matcher,
  inBodies,
  onMove,
  onOpen,
}: EntryListProps) {
  const list = useRef<HTMLDivElement>(null);
  const isNarrow = useMedia("(width < 760px)");
  const size = Math.round((isNarrow ? ROW.narrow : ROW.wide) * textScale());
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => list.current,
    estimateSize: useCallback(() => size, [size]),
    overscan: 12,
    // The row that keys act on must be there for `aria-activedescendant` to name it.
    rangeExtractor: useCallback((range: Range) => addPlace(defaultRangeExtractor(range), place), [place]),
  });
  useEffect(() => virtualizer.measure(), [virtualizer, size]);
  const shown = rows[place];
  useEffect(() => {
    if (shown === undefined) return;
    const { startIndex = 0, endIndex = 0 } = virtualizer.range ?? {};
    const isFar = place < startIndex - 1 || place > endIndex + 1;
    virtualizer.scrollToIndex(place, { align: isFar ? "center" : "auto" });
  }, [virtualizer, place, shown]);
  const isLinked = useRef(opened !== null);
  useEffect(() => {
    // A link to an entry leads to the entry, and not to the top of a long page.
    if (isLinked.current) list.current?.scrollIntoView({ block: "start" });
  }, []);
  const press = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((list.current?.clientHeight ?? 0) / size) - 1);
    const target = moveInList(event.key, { place, count: rows.length, page });
    if (event.key === "Enter" && shown !== undefined) onOpen(shown);
    else if (target !== null) onMove(rows[target]!);
    else return;
    event.preventDefault();
  };
  if (rows.length === 0) return <p className="dim">No entry is left by these filters.</p>;
  return (
    // oxlint-disable-next-line jsx-a11y/aria-activedescendant-has-tabindex -- it has one
    <div
      ref={list}
      className="entries"
      role="listbox"
      tabIndex={0}
      aria-label="Timeline. Arrows move, Enter opens."
      aria-activedescendant={shown === undefined ? undefined : `entry-${shown}`}
      onKeyDown={press}
      style={{ maxBlockSize: virtualizer.getTotalSize() + BORDERS }}
    >
      <div role="presentation" style={{ blockSize: virtualizer.getTotalSize(), position: "relative" }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const n = rows[index]!;
          return (
            <EntryRow
              key={n}
              n={n}
              entry={entries[n]!}
              before={sums.find(({ first }) => first === n)?.before ?? null}
              isActive={index === place}
              isOpen={n === opened}
              matcher={matcher}
              inBody={inBodies.get(n) ?? 0}
              layout={{ start, size, position: index + 1, of: rows.length }}
              onOpen={onOpen}
            />
          );
        })}
      </div>
    </div>
  );
}

const addPlace = (places: number[], place: number): number[] =>
  places.includes(place) ? places : [...places, place].toSorted((a, b) => a - b);

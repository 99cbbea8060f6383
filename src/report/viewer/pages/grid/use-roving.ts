import { type FocusEvent, type KeyboardEvent, type RefObject, useEffect, useRef } from "react";
import { moveSpot, type Spot } from "./grid-keys.ts";

interface RovingParts {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly rows: number;
  /** Brings a row onto the page. */
  readonly scrollTo: (row: number) => void;
}

const MOST_FRAMES = 20;

/** The grid is one stop of the Tab key; arrows go about in it. A cell without a link can be reached too: it is a stop itself. */
export function useRoving({ scroller, rows, scrollTo }: RovingParts) {
  const spot = useRef<Spot>({ row: 0, column: 0, stop: 0 });
  useEffect(() => {
    markStop(scroller.current, spot.current);
  });
  const go = (next: Spot, framesLeft = MOST_FRAMES): void => {
    const target = findStop(scroller.current, next);
    if (target !== null) {
      spot.current = next;
      markStop(scroller.current, next);
      target.focus({ preventScroll: true });
      target
        .closest("[role=gridcell], [role=rowheader]")
        ?.scrollIntoView({ block: "nearest", inline: "nearest" });
      return;
    }
    scrollTo(next.row);
    if (framesLeft > 0) requestAnimationFrame(() => go(next, framesLeft - 1));
  };
  return {
    onFocus: ({ target }: FocusEvent) => {
      const found = toSpot(target);
      if (found !== null) spot.current = found;
      markStop(scroller.current, spot.current);
    },
    onKeyDown: (event: KeyboardEvent) => {
      const from = toSpot(event.target as Element);
      if (from === null || event.altKey || event.metaKey || event.shiftKey) return;
      const cells = cellsOf(scroller.current, from.row);
      const next = moveSpot(from, event, {
        rows,
        columns: cells.length,
        stops: (column) => stopsOf(cells[column]).length,
      });
      if (next === null) return;
      event.preventDefault();
      go(next);
    },
  };
}

const cellsOf = (root: Element | null, row: number): HTMLElement[] => [
  ...(root?.querySelectorAll<HTMLElement>(
    `[data-index="${row}"] > [role=rowheader], [data-index="${row}"] > [role=gridcell]`,
  ) ?? []),
];

/** A cell's links; the cell itself where it has none. */
function stopsOf(cell: HTMLElement | undefined): HTMLElement[] {
  if (cell === undefined) return [];
  const links = [...cell.querySelectorAll<HTMLElement>("a")];
  return links.length === 0 ? [cell] : links;
}

const findStop = (root: Element | null, { row, column, stop }: Spot): HTMLElement | null => {
  const stops = stopsOf(cellsOf(root, row)[column]);
  return stops[stop] ?? stops[0] ?? null;
};

function toSpot(element: Element): Spot | null {
  const cell = element.closest<HTMLElement>("[role=rowheader], [role=gridcell]");
  const row = Number(cell?.closest<HTMLElement>("[data-index]")?.dataset["index"] ?? Number.NaN);
  if (cell === null || Number.isNaN(row)) return null;
  const column = [...cell.parentElement!.children].indexOf(cell);
  return { row, column, stop: Math.max(0, stopsOf(cell).indexOf(element as HTMLElement)) };
}

/** Exactly one element of the grid is in the order of the Tab key. */
function markStop(root: Element | null, spot: Spot): void {
  for (const element of root?.querySelectorAll<HTMLElement>('[role=grid] [tabindex="0"]') ?? [])
    element.tabIndex = -1;
  const first = root?.querySelector<HTMLElement>("[data-index] > [role=rowheader]");
  const target = findStop(root, spot) ?? stopsOf(first ?? undefined)[0];
  if (target !== undefined) target.tabIndex = 0;
}

import { useRef } from "react";
import { DAYS } from "../data/grid.ts";
import { LAST_DAY, type Selection } from "../selection/selection.ts";

interface BrushOptions {
  readonly first: number;
  readonly last: number;
  readonly onPreview: (changes: Partial<Selection> | null) => void;
  readonly onChange: (changes: Partial<Selection>) => void;
}

type Range = Pick<Selection, "first" | "last">;
type FieldEvent = React.PointerEvent<HTMLElement>;

/** Selects days by dragging over a field as wide as all of them, or by dragging one of its handles. */
export function useBrush({ first, last, onPreview, onChange }: BrushOptions) {
  const drag = useRef<((day: number) => Range) | null>(null);

  const start = (event: FieldEvent) => {
    if (event.button !== 0) return;
    const { end } = (event.target as HTMLElement).dataset;
    const origin = dayUnder(event);
    drag.current =
      end === "first"
        ? (day) => ({ first: Math.min(day, last), last })
        : end === "last"
          ? (day) => ({ first, last: Math.max(day, first) })
          : (day) => ({ first: origin, last: Math.max(day, origin) });
    event.currentTarget.setPointerCapture(event.pointerId);
    if (end === undefined) onPreview(drag.current(origin));
  };
  const move = (event: FieldEvent) => {
    if (drag.current) onPreview(drag.current(dayUnder(event)));
  };
  const finish = (event: FieldEvent) => {
    if (drag.current) onChange(drag.current(dayUnder(event)));
    drag.current = null;
  };
  const giveUp = () => {
    drag.current = null;
    onPreview(null);
  };

  return { onPointerDown: start, onPointerMove: move, onPointerUp: finish, onPointerCancel: giveUp };
}

function dayUnder({ clientX, currentTarget }: FieldEvent): number {
  const { left, width } = currentTarget.getBoundingClientRect();
  const day = Math.floor(((clientX - left) / width) * DAYS.length);
  return Math.min(LAST_DAY, Math.max(0, day));
}

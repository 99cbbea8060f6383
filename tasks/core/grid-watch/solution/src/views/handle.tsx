import { formatDay } from "../data/calendar.ts";
import { DAYS } from "../data/grid.ts";

interface HandleProps {
  readonly name: "First day" | "Last day";
  readonly day: number;
  readonly least: number;
  readonly most: number;
  readonly left: string;
  readonly onMove: (day: number) => void;
}

/** One end of the range, to be moved by keys; {@link useBrush} moves it by the pointer. */
export function Handle({ name, day, least, most, left, onMove }: HandleProps) {
  const move = (event: React.KeyboardEvent) => {
    const targets: Readonly<Record<string, number>> = {
      ArrowLeft: day - 1,
      ArrowDown: day - 1,
      ArrowRight: day + 1,
      ArrowUp: day + 1,
      Home: least,
      End: most,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    onMove(Math.min(most, Math.max(least, target)));
  };
  return (
    <div
      className="handle"
      role="slider"
      tabIndex={0}
      aria-label={name}
      aria-valuemin={least}
      aria-valuemax={most}
      aria-valuenow={day}
      aria-valuetext={formatDay(DAYS[day]!.date)}
      data-end={name === "First day" ? "first" : "last"}
      style={{ left }}
      onKeyDown={move}
    />
  );
}

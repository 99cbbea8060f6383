import { formatRange } from "../data/calendar.ts";
import { DAYS } from "../data/grid.ts";
import { DAY_KINDS, type DayKind, type Selection } from "../selection/selection.ts";

const KIND_NAMES: Readonly<Record<DayKind, string>> = {
  all: "All days",
  weekdays: "Weekdays",
  weekends: "Weekends",
};

interface PeriodBarProps {
  readonly selection: Selection;
  readonly dayCount: number;
  readonly lacksEarlier: boolean;
  readonly onChange: (changes: Partial<Selection>) => void;
}

export function PeriodBar({ selection, dayCount, lacksEarlier, onChange }: PeriodBarProps) {
  const { first, last, kind, compare } = selection;
  return (
    <div className="period">
      <h2 data-testid="range">{formatRange(DAYS[first]!.date, DAYS[last]!.date)}</h2>
      <span className="period-count" data-testid="day-count">
        {dayCount === 1 ? "1 day" : `${dayCount} days`}
      </span>
      {compare && lacksEarlier && <p className="period-note">There are no earlier days to compare with.</p>}
      <fieldset className="kinds">
        <legend className="unseen">Days</legend>
        {DAY_KINDS.map((option) => (
          <label key={option}>
            <input
              type="radio"
              name="kind"
              checked={option === kind}
              onChange={() => onChange({ kind: option })}
            />
            <span>{KIND_NAMES[option]}</span>
          </label>
        ))}
      </fieldset>
    </div>
  );
}

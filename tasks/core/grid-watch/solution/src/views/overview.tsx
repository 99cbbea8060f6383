import { formatShortDay } from "../data/calendar.ts";
import { DAYS } from "../data/grid.ts";
import { LAST_DAY, type Selection } from "../selection/selection.ts";
import { Handle } from "./handle.tsx";
import { useBrush } from "./use-brush.ts";

interface OverviewProps {
  readonly selection: Selection;
  readonly onPreview: (changes: Partial<Selection> | null) => void;
  readonly onChange: (changes: Partial<Selection>) => void;
}

const HEIGHT = 100;
const VALUES = DAYS.flatMap(({ hours }) => hours.map(({ demand }) => demand));
const HIGHEST = Math.max(...VALUES);
const CURVE = VALUES.map(
  (demand, index) => `L${index + 0.5} ${(HEIGHT * (1 - demand / (1.08 * HIGHEST))).toFixed(1)}`,
).join("");
const AREA = `M0 ${HEIGHT}${CURVE}L${VALUES.length} ${HEIGHT}Z`;

const percent = (days: number) => `${(100 * days) / DAYS.length}%`;

/** The demand of all days, and the range among them. */
export function Overview({ selection, onPreview, onChange }: OverviewProps) {
  const { first, last } = selection;
  const brush = useBrush({ first, last, onPreview, onChange });
  return (
    <section className="card overview" aria-label="Range of days">
      <div className="overview-field" data-testid="overview" {...brush}>
        <svg viewBox={`0 0 ${VALUES.length} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          <path d={AREA} />
        </svg>
        <div className="overview-range" style={{ left: percent(first), width: percent(last + 1 - first) }} />
        <Handle
          name="First day"
          day={first}
          least={0}
          most={last}
          left={percent(first)}
          onMove={(day) => onChange({ first: day })}
        />
        <Handle
          name="Last day"
          day={last}
          least={first}
          most={LAST_DAY}
          left={percent(last + 1)}
          onMove={(day) => onChange({ last: day })}
        />
      </div>
      <div className="overview-weeks" aria-hidden="true">
        {DAYS.filter(({ index }) => index % 7 === 0).map(({ date }) => (
          <span key={date}>{formatShortDay(date)}</span>
        ))}
      </div>
    </section>
  );
}

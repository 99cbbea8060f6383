import { formatDay } from "../data/calendar.ts";
import type { Day } from "../data/grid.ts";
import { calculate, type ShownSource } from "../figures/figures.ts";
import { formatChange, formatNumber, formatShare } from "../figures/format.ts";
import type { Selection } from "../selection/selection.ts";

interface DayTableProps {
  readonly days: readonly Day[];
  readonly earlier: readonly Day[] | null;
  readonly sources: readonly ShownSource[];
  readonly onChange: (changes: Partial<Selection>) => void;
}

export function DayTable({ days, earlier, sources, onChange }: DayTableProps) {
  return (
    <section className="card days" aria-labelledby="days-title">
      <h2 id="days-title">Day by day, in MWh</h2>
      <div className="days-scroller">
        <table>
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col">Demand</th>
              {earlier && <th scope="col">Change</th>}
              {sources.map(({ id, name }) => (
                <th key={id} scope="col">
                  {name}
                </th>
              ))}
              <th scope="col">Renewable</th>
            </tr>
          </thead>
          <tbody>
            {days.map((day, at) => {
              const { demand, bySource, renewable } = calculate([day], sources);
              return (
                <tr key={day.date} data-testid="day">
                  <th scope="row">
                    <button type="button" onClick={() => onChange({ first: day.index, last: day.index })}>
                      {formatDay(day.date)}
                    </button>
                  </th>
                  <td>{formatNumber(demand)}</td>
                  {earlier && <td>{formatChange(demand, calculate([earlier[at]!], sources).demand)}</td>}
                  {bySource.map((energy, index) => (
                    <td key={sources[index]!.id}>{formatNumber(energy)}</td>
                  ))}
                  <td>{formatShare(renewable)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

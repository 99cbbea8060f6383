import { formatHour } from "../data/calendar.ts";
import { SOURCES } from "../data/grid.ts";
import type { ChartHour } from "./chart-layout.ts";

interface ReadoutProps {
  readonly hour: ChartHour;
  readonly hidden: readonly string[];
}

export function Readout({ hour, hidden }: ReadoutProps) {
  const { date, demand, demandBefore, generation } = hour;
  return (
    <p data-testid="readout">
      <strong>{formatHour(date, hour.hour)}</strong>
      <span>{` Demand ${demand} MW`}</span>
      {demandBefore !== null && <span>{` Demand before ${demandBefore} MW`}</span>}
      {SOURCES.map(
        ({ id, name }, at) => !hidden.includes(id) && <span key={id}>{` ${name} ${generation[at]} MW`}</span>,
      )}
    </p>
  );
}

import { type Day, SOURCES } from "../data/grid.ts";
import type { Selection } from "../selection/selection.ts";
import { GenerationChart } from "./generation-chart.tsx";

interface GenerationCardProps {
  readonly days: readonly Day[];
  readonly earlier: readonly Day[] | null;
  readonly hidden: readonly string[];
  readonly onChange: (changes: Partial<Selection>) => void;
}

export function GenerationCard({ days, earlier, hidden, onChange }: GenerationCardProps) {
  const toggle = (id: string) =>
    onChange({ hidden: hidden.includes(id) ? hidden.filter((other) => other !== id) : [...hidden, id] });
  return (
    <section className="card generation" aria-labelledby="generation-title">
      <h2 id="generation-title">Generation by source</h2>
      <div className="legend">
        {SOURCES.map(({ id, name, colour }) => (
          <button
            key={id}
            type="button"
            className="legend-source"
            aria-pressed={!hidden.includes(id)}
            onClick={() => toggle(id)}
          >
            <i style={{ background: colour }} />
            {name}
          </button>
        ))}
        <span className="legend-line">Demand</span>
        {earlier && <span className="legend-line legend-earlier">Demand before</span>}
      </div>
      <GenerationChart
        key={days.map(({ index }) => index).join()}
        days={days}
        earlier={earlier}
        hidden={hidden}
      />
    </section>
  );
}

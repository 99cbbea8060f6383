import { formatHour } from "../data/calendar.ts";
import type { Figures } from "../figures/figures.ts";
import { formatChange, formatEnergy, formatPoints, formatShare } from "../figures/format.ts";

interface TilesProps {
  readonly figures: Figures;
  /** Of the earlier days, where they are compared with. */
  readonly before: Figures | null;
}

export function Tiles({ figures, before }: TilesProps) {
  const { demand, generation, renewable, peak } = figures;
  return (
    <section className="tiles" aria-label="Key figures">
      <Tile
        id="demand"
        name="Demand"
        value={formatEnergy(demand)}
        note="used in the valley"
        change={before && formatChange(demand, before.demand)}
      />
      <Tile
        id="generation"
        name="Generation"
        value={formatEnergy(generation)}
        note="by the sources shown"
        change={before && formatChange(generation, before.generation)}
      />
      <Tile
        id="renewable"
        name="Renewable share"
        value={formatShare(renewable)}
        note="of that generation"
        change={before && formatPoints(renewable, before.renewable)}
      />
      <Tile
        id="peak"
        name="Peak demand"
        value={peak ? `${peak.hour.demand} MW` : "n/a"}
        note={peak && <span data-testid="peak-time">{formatHour(peak.day.date, peak.hour.hour)}</span>}
        change={before && formatChange(peak?.hour.demand ?? null, before.peak?.hour.demand ?? null)}
      />
    </section>
  );
}

interface TileProps {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly note: React.ReactNode;
  readonly change: string | null;
}

function Tile({ id, name, value, note, change }: TileProps) {
  return (
    <div className="tile card">
      <h3>{name}</h3>
      <p className="tile-value" data-testid={id}>
        {value}
      </p>
      <p className="tile-note">
        <span>{note}</span>
        {change && (
          <span className="change" data-testid={`${id}-change`}>
            {change}
          </span>
        )}
      </p>
    </div>
  );
}

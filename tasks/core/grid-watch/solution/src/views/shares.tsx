import type { Figures, ShownSource } from "../figures/figures.ts";
import { formatEnergy, formatShare } from "../figures/format.ts";

interface SharesProps {
  readonly sources: readonly ShownSource[];
  readonly figures: Figures;
}

export function Shares({ sources, figures: { bySource, generation } }: SharesProps) {
  const shareOf = (index: number) => (generation === 0 ? null : bySource[index]! / generation);
  return (
    <section className="card shares" aria-labelledby="shares-title">
      <h2 id="shares-title">Share of generation</h2>
      {sources.length === 0 && <p className="nothing">No source is shown.</p>}
      <ul>
        {sources.map(({ id, name, colour }, index) => (
          <li key={id} data-testid="share">
            <span className="share-name">{name}</span>
            <strong>{formatShare(shareOf(index))}</strong>
            <div className="bar">
              <div style={{ width: formatShare(shareOf(index) ?? 0), background: colour }} />
            </div>
            <span className="share-energy">{formatEnergy(bySource[index]!)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

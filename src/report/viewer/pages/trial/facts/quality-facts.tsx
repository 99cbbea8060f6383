import type { TurnResult } from "../../../../../core/result.ts";
import { WideTable } from "../../../parts/table.tsx";
import { formatQuality, QUALITY_WORDS } from "./quality-words.ts";

/** How well the app is made: beside the score, never a part of it. */
export function QualityFacts({ turns }: { turns: readonly TurnResult[] }) {
  const measured = turns.flatMap(({ turn, quality }) => (quality === null ? [] : [{ turn, quality }]));
  if (measured.length === 0) return <p className="dim">No browser looked at the app.</p>;
  return (
    <WideTable label="Quality of the first page">
      <thead>
        <tr>
          <th scope="col">Metric</th>
          {measured.map(({ turn }) => (
            <th key={turn} scope="col" className="n">{`After turn ${turn}`}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {QUALITY_WORDS.map((word) => (
          <tr key={word.metric}>
            <th scope="row">
              {word.name}
              <span className="dim fact-note">{word.note}</span>
            </th>
            {measured.map(({ turn, quality }) => (
              <td key={turn} className="n">
                {formatQuality(word, quality)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}

import { formatCost, formatDuration } from "../../../../../core/format.ts";
import { formatCount } from "../../../parts/format.ts";
import { WideTable } from "../../../parts/table.tsx";
import { countOf } from "../../../parts/words.ts";
import { sumAll, type TurnSum } from "./timeline.ts";

/** What each turn used; of one turn alone, a line. */
export function TurnSums({ sums, onGo }: { sums: readonly TurnSum[]; onGo: (n: number) => void }) {
  const all = sumAll(sums);
  if (sums.length < 2) {
    const words = [
      countOf(all.calls, "model call"),
      `${formatCount(all.tokens)} tokens`,
      `cost ${formatCost(all.costUsd)}`,
      formatDuration(all.durationMs),
      countOf(all.errors, "error"),
    ];
    return <p className="sum-line">{words.join(" · ")}</p>;
  }
  return (
    <WideTable label="Turns of the transcript">
      <thead>
        <tr>
          <th scope="col">Turn</th>
          <th scope="col" className="n">
            Model calls
          </th>
          <th scope="col" className="n">
            Tokens
          </th>
          <th scope="col" className="n">
            Cost
          </th>
          <th scope="col" className="n">
            Time
          </th>
          <th scope="col" className="n">
            Errors
          </th>
        </tr>
      </thead>
      <tbody>
        {sums.map((sum) => (
          <tr key={sum.first}>
            <th scope="row">
              <button type="button" className="link" onClick={() => onGo(sum.first)}>
                {`Turn ${sum.turn}`}
              </button>
            </th>
            <Cells sum={sum} />
          </tr>
        ))}
        <tr className="total">
          <th scope="row">All</th>
          <Cells sum={all} />
        </tr>
      </tbody>
    </WideTable>
  );
}

function Cells({ sum }: { sum: ReturnType<typeof sumAll> }) {
  return (
    <>
      <td className="n">{formatCount(sum.calls)}</td>
      <td className="n">{formatCount(sum.tokens)}</td>
      <td className="n">{formatCost(sum.costUsd)}</td>
      <td className="n">{formatDuration(sum.durationMs)}</td>
      <td className="n">{formatCount(sum.errors)}</td>
    </>
  );
}

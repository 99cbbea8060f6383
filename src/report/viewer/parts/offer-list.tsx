import { formatCost } from "../../../core/format.ts";
import type { PricedOffer } from "./priced-offer.ts";
import { DataText } from "./data-text.tsx";
import { formatEstimate } from "./format.ts";
import "./figures.css";

/** Of more, only those on the front stand here; the table has them all. */
const MOST_LISTED = 8;

/** What a cost plot shows, in words; its numbers are those of the table's rows. */
export function OfferList({ offers }: { offers: readonly PricedOffer[] }) {
  const listed = offers.length <= MOST_LISTED ? offers : offers.filter(({ isOnFront }) => isOnFront);
  return (
    <>
      <ol className="offer-list">
        {listed.map(({ mark, name, costUsd, figure, isOnFront }) => (
          <li key={mark} value={Number(mark)} className={isOnFront ? undefined : "dim"}>
            <DataText>{name}</DataText>
            {`: ${formatCost(costUsd)} a trial, ${formatEstimate(figure)}`}
            {isOnFront && <strong>, on the Pareto front</strong>}
          </li>
        ))}
      </ol>
      {listed.length < offers.length && (
        <p className="dim offer-rest">
          {`These are on the Pareto front. The table has the other ${offers.length - listed.length}, by the same numbers.`}
        </p>
      )}
    </>
  );
}

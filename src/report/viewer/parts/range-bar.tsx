import type { Estimate } from "../../../core/estimate.ts";
import { formatEstimate } from "./format.ts";
import "./figures.css";

/** A share of 1 with its interval: in figures, and as a small bar below them for the eye. */
export function RangeBar({ estimate }: { estimate: Estimate }) {
  const { value, interval } = estimate;
  const toPercent = (share: number): string => `${share * 100}%`;
  return (
    <>
      <span className="range-words">{formatEstimate(estimate)}</span>
      {value !== null && (
        <span className="range-bar" aria-hidden="true">
          {interval !== null && (
            <span
              className="range-span"
              style={{
                insetInlineStart: toPercent(interval.lower),
                inlineSize: toPercent(interval.upper - interval.lower),
              }}
            />
          )}
          <span className="range-dot" style={{ insetInlineStart: toPercent(value) }} />
        </span>
      )}
    </>
  );
}

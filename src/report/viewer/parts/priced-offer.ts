import type { Estimate } from "../../../core/estimate.ts";

/** A configuration as something to be bought: what a trial costs, and what comes of it. */
export interface PricedOffer {
  /** What marks it in the plot, and where its name stands. */
  readonly mark: string;
  readonly name: string;
  readonly costUsd: number;
  readonly figure: Estimate & { readonly value: number };
  readonly isOnFront: boolean;
}

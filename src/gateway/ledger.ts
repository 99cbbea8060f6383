import type { LimitHit, Limits } from "../core/limits.ts";
import { formatCost } from "../core/units.ts";
import { addUsage, NO_USAGE, type Usage } from "../core/usage.ts";
import type { PricedUsage } from "../models/price.ts";
import type { RunBudget } from "./budget.ts";
import type { TokenUsage } from "./openai-chat/usage.ts";
import { overLimit, type Refusal } from "./refusal.ts";

export interface LedgerOptions {
  readonly limits: Pick<Limits, "requests" | "tokens" | "costUsd">;
  readonly budget: RunBudget | null;
  /** US dollars of one call that is made now; null where its price is not known. */
  readonly price: (usage: PricedUsage) => number | null;
  /** Told once, when a limit is met. */
  readonly onLimit: (message: string) => void;
}

/** Counts what a trial uses, and says when it may use no more. */
export interface Ledger {
  /**
   * Counts one request, or says why there may be no further one. What calls under way will use is not known yet:
   * tokens and cost can be exceeded by as much as those use, requests never.
   */
  readonly admit: () => Refusal | null;
  /**
   * Books a call that has ended. Without usage its tokens are not known: they stay out of the figures, but the
   * estimate counts towards the limits, else hanging up on every reply would make calls free.
   */
  readonly settle: (usage: TokenUsage | null, estimate: TokenUsage) => Usage | null;
  readonly meet: (hit: LimitHit) => void;
  readonly usage: () => Usage;
  readonly limitHit: () => LimitHit | null;
}

export function createLedger({ limits, budget, price, onLimit }: LedgerOptions): Ledger {
  let total: Usage = NO_USAGE;
  let estimatedTokens = 0;
  let estimatedUsd = 0;
  let hit: LimitHit | null = null;

  const meet = (met: LimitHit): void => {
    if (hit !== null) return;
    hit = met;
    onLimit(met.message);
  };
  const findHit = (): LimitHit | null => {
    if (total.requests >= limits.requests)
      return { limit: "requests", message: `the trial has used its ${limits.requests} model requests` };
    if (total.inputTokens + total.outputTokens + estimatedTokens >= limits.tokens)
      return { limit: "tokens", message: `the trial has used its ${limits.tokens} tokens` };
    if (limits.costUsd !== null && (total.costUsd ?? 0) + estimatedUsd >= limits.costUsd)
      return { limit: "cost", message: `the trial has cost its ${formatCost(limits.costUsd)}` };
    if (budget !== null && budget.maxCostUsd !== null && budget.spentUsd() >= budget.maxCostUsd)
      return {
        limit: "cost",
        message: `the run has cost its ${formatCost(budget.maxCostUsd)}`,
        isOfRun: true,
      };
    return null;
  };

  return {
    admit: () => {
      const met = hit ?? findHit();
      if (met === null) {
        total = addUsage(total, { ...NO_USAGE, requests: 1 });
        return null;
      }
      meet(met);
      return overLimit(met.message);
    },
    settle: (usage, estimate) => {
      const costUsd = price(usage ?? estimate);
      budget?.add(costUsd ?? 0);
      if (usage === null) {
        total = addUsage(total, { ...NO_USAGE, unmeteredRequests: 1 });
        estimatedTokens += estimate.inputTokens + estimate.outputTokens;
        estimatedUsd += costUsd ?? 0;
        return null;
      }
      const call = { requests: 1, unmeteredRequests: 0, ...usage, costUsd };
      total = addUsage(total, { ...call, requests: 0 });
      return call;
    },
    meet,
    usage: () => total,
    limitHit: () => hit,
  };
}

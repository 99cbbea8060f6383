import type { LimitHit, Limits } from "../core/limits.ts";
import { formatCost } from "../core/units.ts";
import { addUsage, NO_USAGE, type Usage } from "../core/usage.ts";
import type { RunBudget } from "./budget.ts";
import { overLimit, type Refusal } from "./refusal.ts";
import type { TokenUsage } from "./token-usage.ts";

export interface LedgerOptions {
  readonly limits: Pick<Limits, "requests" | "tokens" | "costUsd">;
  readonly budget: RunBudget | null;
  /** US dollars of one call that ends now; null where its price is not known. */
  readonly price: (usage: TokenUsage, durationMs: number) => number | null;
  /** What an interrupted earlier part of the trial's try has used: limits count it. */
  readonly usedBefore: Usage;
  /** Told once, when a limit is met. */
  readonly onLimit: (message: string) => void;
}

/** A call that has ended. */
export interface SettledCall {
  /** Null where it never arrived. */
  readonly usage: TokenUsage | null;
  readonly estimate: TokenUsage;
  readonly durationMs: number;
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
  readonly settle: (call: SettledCall) => Usage | null;
  readonly meet: (hit: LimitHit) => void;
  readonly usage: () => Usage;
  readonly limitHit: () => LimitHit | null;
}

export function createLedger({ limits, budget, price, usedBefore, onLimit }: LedgerOptions): Ledger {
  let total: Usage = usedBefore;
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
    settle: ({ usage, estimate, durationMs }) => {
      const costUsd = price(usage ?? estimate, durationMs);
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

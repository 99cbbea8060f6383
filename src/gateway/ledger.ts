import type { LimitHit, Limits } from "../core/limits.ts";
import { formatCost } from "../core/format.ts";
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

/** A call that is asked for. */
export interface AskedCall {
  readonly sentBytes: number;
  /** Output tokens that it allows at most; null where it does not say. */
  readonly outputCap: number | null;
}

/** What a call may use, guessed before it is made. */
interface Guess {
  readonly tokens: number;
  readonly costUsd: number;
}

/** Of a text: few texts have fewer bytes to a token. */
const BYTES_PER_TOKEN = 2;
/** Of an answer whose request has no cap, until there was a longer one. */
const FIRST_OUTPUT_TOKENS = 4_000;
/** Of a call, where a price is by the hour. */
const GUESSED_MS = 30_000;

/** A call that has ended. */
export interface SettledCall {
  /** Null where it never arrived. */
  readonly usage: TokenUsage | null;
  readonly estimate: TokenUsage;
  readonly durationMs: number;
}

/** A call that may be made; disposed when it is over and booked. */
export type Admission = Disposable;

/** Counts what a trial uses, and says when it may use no more. */
export interface Ledger {
  /**
   * Counts one request, or says why there may be no further one. What calls under way will use is not known yet, so
   * that a limit could be crossed by all of them: near it a trial has one call under way at a time, and the others come
   * `later`. Tokens and cost can be exceeded by as much as that one uses, requests never. What a call may use is guessed
   * by its size and its cap; where it has none, by the longest answer so far.
   */
  readonly admit: (call: AskedCall) => Refusal | "later" | Admission;
  /** Resolves when a call of this trial is over. */
  readonly nextSettled: () => Promise<void>;
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
  let total: Usage = NO_USAGE;
  let estimatedTokens = 0;
  let estimatedUsd = 0;
  let hit: LimitHit | null = null;

  let underWay = 0;
  let longestOutput = FIRST_OUTPUT_TOKENS;
  let reservedTokens = 0;
  let reservedUsd = 0;
  let settled = Promise.withResolvers<void>();
  const spentUsd = (): number => (usedBefore.costUsd ?? 0) + (total.costUsd ?? 0) + estimatedUsd;

  const toGuess = ({ sentBytes, outputCap }: AskedCall): Guess => {
    const inputTokens = Math.ceil(sentBytes / BYTES_PER_TOKEN);
    const outputTokens = outputCap ?? longestOutput;
    const usage = { ...NO_USAGE, inputTokens, outputTokens };
    return { tokens: inputTokens + outputTokens, costUsd: price(usage, GUESSED_MS) ?? 0 };
  };
  const reserve = ({ tokens, costUsd }: Guess, sign: 1 | -1): void => {
    reservedTokens += sign * tokens;
    reservedUsd += sign * costUsd;
    budget?.reserve(sign * costUsd);
  };
  const wouldCross = ({ tokens, costUsd }: Guess): boolean => {
    const used = sumTokens(usedBefore) + sumTokens(total) + estimatedTokens;
    if (used + reservedTokens + tokens > limits.tokens) return true;
    if (limits.costUsd !== null && spentUsd() + reservedUsd + costUsd > limits.costUsd) return true;
    const most = budget?.maxCostUsd ?? null;
    return most !== null && budget!.spentUsd() + budget!.reservedUsd() + costUsd > most;
  };

  const meet = (met: LimitHit): void => {
    if (hit !== null) return;
    hit = met;
    onLimit(met.message);
  };
  const findHit = (): LimitHit | null => {
    if (usedBefore.requests + total.requests >= limits.requests)
      return { limit: "requests", message: `the trial has used its ${limits.requests} model requests` };
    if (sumTokens(usedBefore) + sumTokens(total) + estimatedTokens >= limits.tokens)
      return { limit: "tokens", message: `the trial has used its ${limits.tokens} tokens` };
    if (limits.costUsd !== null && spentUsd() >= limits.costUsd)
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
    admit: (call) => {
      const met = hit ?? findHit();
      if (met !== null) {
        meet(met);
        return overLimit(met.message);
      }
      const guess = toGuess(call);
      if (underWay > 0 && wouldCross(guess)) return "later";
      underWay += 1;
      reserve(guess, 1);
      total = addUsage(total, { ...NO_USAGE, requests: 1 });
      return {
        [Symbol.dispose]: () => {
          underWay -= 1;
          reserve(guess, -1);
          settled.resolve();
          settled = Promise.withResolvers();
        },
      };
    },
    nextSettled: () => settled.promise,
    settle: ({ usage, estimate, durationMs }) => {
      longestOutput = Math.max(longestOutput, usage?.outputTokens ?? 0);
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

const sumTokens = ({ inputTokens, outputTokens }: Usage): number => inputTokens + outputTokens;

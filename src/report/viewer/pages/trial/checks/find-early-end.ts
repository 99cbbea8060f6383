import type { Phase } from "../../../../../core/outcome.ts";
import type { TrialResult, TurnResult } from "../../../../../core/result.ts";

/** An end before the checks could say what the app is worth. */
export interface EarlyEnd {
  readonly title: string;
  readonly message: string | null;
  /** Of an infrastructure error. */
  readonly code: string | null;
  /** The phase and turn whose log says more. */
  readonly phase: Phase;
  readonly turn: number;
  readonly countsAgainstNobody: boolean;
}

const TITLES: Readonly<Record<NonNullable<TurnResult["failedPhase"]>, string>> = {
  freeze: "What the agent left could not be collected",
  build: "The app did not build",
  serve: "The app did not start",
  check: "The app kept the checks from coming to their end",
};

/** Null: the checks ran, and say it all. @param turn that is looked at */
export function findEarlyEnd(
  { outcome, phase, turns }: Pick<TrialResult, "outcome" | "phase" | "turns">,
  turn: Pick<TurnResult, "turn" | "failedPhase" | "message" | "checks"> | null,
): EarlyEnd | null {
  const place = { phase, turn: turn?.turn ?? 1, code: null, countsAgainstNobody: false };
  const isLast = turn === null || turn.turn === turns.at(-1)?.turn;
  if (outcome.kind === "infra-error" && isLast) {
    const title = "The infrastructure failed";
    return { ...place, title, message: outcome.message, code: outcome.code, countsAgainstNobody: true };
  }
  if (outcome.kind === "cancelled" && isLast)
    return {
      ...place,
      title: "The trial was cancelled",
      message: outcome.message,
      countsAgainstNobody: true,
    };
  if (turn !== null && turn.failedPhase !== null)
    return { ...place, title: TITLES[turn.failedPhase], message: turn.message, phase: turn.failedPhase };
  if (!isLast) return null;
  if (outcome.kind === "agent-error")
    return { ...place, title: "The agent did not come to its end", message: outcome.message, phase: "agent" };
  // Where checks ran after a limit was met, they say more than it does.
  if (outcome.kind === "limit" && (turn === null || turn.checks.length === 0)) {
    const title = `The agent met the limit ${outcome.limit}`;
    return { ...place, title, message: outcome.message, phase: "agent" };
  }
  return null;
}

import type { Answer, Ballot, Battle, Progress, Reveal } from "../../site/protocol.ts";

export const AXES = ["overall", "function", "usability", "fidelity"] as const;
export type Axis = (typeof AXES)[number];

/** What the rater has said so far. It is kept here alone. */
export interface Draft {
  readonly answers: Readonly<Record<Axis, Answer | null>>;
  readonly note: string;
}

export const BLANK: Draft = {
  answers: { overall: null, function: null, usability: null, fidelity: null },
  note: "",
};

/** Nobody answers; it is tried again. */
export interface Away {
  /** In a row, from 1. */
  readonly failures: number;
  readonly retryAtMs: number;
}

/** The server will not; only the rater can go on. */
export interface Refusal {
  readonly kind: "refused" | "signed-out";
  readonly message: string;
}

interface Judged {
  readonly battle: Battle;
  readonly progress: Progress;
  readonly draft: Draft;
}

/** Where the rater is. */
export type State =
  | { readonly at: "loading"; readonly away: Away | null; readonly refusal: Refusal | null }
  | (Judged & { readonly at: "battle"; readonly refusal: Refusal | null })
  /** What is sent does not change any more: it may have arrived although no answer came. */
  | (Judged & { readonly at: "sending"; readonly ballot: Ballot; readonly away: Away | null })
  | (Judged & { readonly at: "reveal"; readonly reveal: Reveal })
  | {
      readonly at: "waiting";
      readonly reason: "cooldown" | "daily-cap";
      readonly untilMs: number;
      readonly progress: Progress;
    }
  | { readonly at: "done"; readonly progress: Progress };

export type BattleState = Extract<State, Judged>;

export const START: State = { at: "loading", away: null, refusal: null };

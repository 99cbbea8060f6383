import {
  type Answer,
  type Ballot,
  MOST_NOTE_CHARACTERS,
  type Next,
  type Reveal,
} from "../../site/protocol.ts";
import type { Use } from "../use/use.ts";
import { backOffMs } from "./back-off.ts";
import { type Away, type Axis, BLANK, type Draft, type Refusal, START, type State } from "./state.ts";

export type Action =
  | { readonly kind: "next"; readonly next: Next; readonly atMs: number }
  | { readonly kind: "answer"; readonly axis: Axis; readonly answer: Answer | null }
  | { readonly kind: "note"; readonly text: string }
  | { readonly kind: "submit"; readonly use: Use }
  | { readonly kind: "revealed"; readonly reveal: Reveal }
  | { readonly kind: "away"; readonly atMs: number }
  | { readonly kind: "refused"; readonly refusal: Refusal }
  /** Not to wait for the next try. */
  | { readonly kind: "retry"; readonly atMs: number }
  /** For the next battle. */
  | { readonly kind: "ask" }
  /** An app of the battle cannot be shown, which is no fault of its own: there is another battle for it. */
  | { readonly kind: "lost" };

/** What happens where it means nothing leaves the state as it is: the same object. */
export function reduce(state: State, action: Action): State {
  switch (action.kind) {
    case "next":
      return state.at === "loading" ? toNext(action.next, action.atMs) : state;
    case "answer":
      return revise(state, (draft) => ({
        ...draft,
        answers: { ...draft.answers, [action.axis]: action.answer },
      }));
    case "note":
      return revise(state, (draft) => ({ ...draft, note: action.text.slice(0, MOST_NOTE_CHARACTERS) }));
    case "submit":
      return submit(state, action.use);
    case "revealed":
      return state.at === "sending" ? toReveal(state, action.reveal) : state;
    case "away":
      return "away" in state ? { ...state, away: toAway(state.away, action.atMs) } : state;
    case "refused":
      return refuse(state, action.refusal);
    case "retry":
      return "away" in state && state.away !== null
        ? { ...state, away: { ...state.away, retryAtMs: action.atMs } }
        : state;
    case "ask":
      return canAsk(state) ? START : state;
    case "lost":
      return state.at === "battle" ? START : state;
  }
}

function toNext(next: Next, atMs: number): State {
  switch (next.kind) {
    case "battle":
      return { at: "battle", battle: next.battle, progress: next.progress, draft: BLANK, refusal: null };
    case "wait":
      return {
        at: "waiting",
        reason: next.reason,
        untilMs: atMs + next.waitMs,
        progress: next.progress,
      };
    case "done":
      return { at: "done", progress: next.progress };
  }
}

const revise = (state: State, change: (draft: Draft) => Draft): State =>
  state.at === "battle" ? { ...state, draft: change(state.draft) } : state;

function submit(state: State, use: Use): State {
  if (state.at !== "battle") return state;
  const { battle, progress, draft } = state;
  const ballot = toBallot(draft, use);
  return ballot === null ? state : { at: "sending", battle, progress, draft, ballot, away: null };
}

/** Null as long as the one answer that is needed is missing. */
function toBallot({ answers, note }: Draft, { opened, used }: Use): Ballot | null {
  const { overall } = answers;
  return overall === null ? null : { ...answers, overall, note: note.trim() || null, opened, used };
}

const toReveal = ({ battle, draft }: Extract<State, { at: "sending" }>, reveal: Reveal): State => ({
  at: "reveal",
  battle,
  progress: reveal.progress,
  draft,
  reveal,
});

const toAway = (before: Away | null, atMs: number): Away => {
  const failures = (before?.failures ?? 0) + 1;
  return { failures, retryAtMs: atMs + backOffMs(failures) };
};

function refuse(state: State, refusal: Refusal): State {
  if (state.at === "loading") return { at: "loading", away: null, refusal };
  if (state.at !== "sending") return state;
  const { battle, progress, draft } = state;
  return { at: "battle", battle, progress, draft, refusal };
}

/** A battle is left for another one only where the server would not take its vote. */
function canAsk(state: State): boolean {
  switch (state.at) {
    case "loading":
    case "battle":
      return state.refusal !== null;
    case "sending":
      return false;
    case "reveal":
    case "waiting":
    case "done":
      return true;
  }
}

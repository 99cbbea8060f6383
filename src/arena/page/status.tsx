import type { State } from "./session/state.ts";
import { useSpeech } from "./words/language.tsx";
import type { Words } from "./words/words.ts";

/** What a screen reader says when the rater comes somewhere else. */
export function Status({ state }: { readonly state: State }) {
  const { words } = useSpeech();
  return (
    <p role="status" className="visually-hidden">
      {toStatus(state, words)}
    </p>
  );
}

function toStatus(state: State, { ask, vote, reveal, wait }: Words): string {
  if ("refusal" in state && state.refusal !== null) {
    if (state.refusal.kind === "signed-out") return ask.signedOut;
    const say = state.at === "battle" ? vote.refused : ask.refused;
    return say(state.refusal.message);
  }
  switch (state.at) {
    case "loading":
      return state.away === null ? ask.loading : ask.away;
    case "battle":
      return state.battle.title;
    case "sending":
      return state.away === null ? vote.sending : `${ask.away} ${vote.kept}`;
    case "reveal":
      return reveal.recorded;
    case "waiting":
      return state.reason === "cooldown" ? wait.cooldown : wait.capped;
    case "done":
      return wait.done;
  }
}

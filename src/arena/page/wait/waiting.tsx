import type { State } from "../session/state.ts";
import { useSpeech } from "../words/language.tsx";
import { useNow } from "./use-now.ts";

/** Between battles; it goes on by itself. */
export function Waiting({ state }: { readonly state: Extract<State, { at: "waiting" }> }) {
  const now = useNow();
  const { words, number, time } = useSpeech();
  const { wait } = words;
  const left = time(state.untilMs - now);
  if (state.reason === "cooldown") {
    return (
      <div className="wait">
        <h1 tabIndex={-1}>{wait.cooldown}</h1>
        <p>{wait.nextIn(left)}</p>
      </div>
    );
  }
  return (
    <div className="wait">
      <h1 tabIndex={-1}>{wait.capped}</h1>
      <p>{wait.cappedText(number(state.progress.dailyCap))}</p>
      <p>{wait.resumesIn(left)}</p>
    </div>
  );
}

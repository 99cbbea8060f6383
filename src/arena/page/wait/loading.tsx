import type { Dispatch } from "react";
import type { Action } from "../session/reduce.ts";
import type { State } from "../session/state.ts";
import { useSpeech } from "../words/language.tsx";
import { Retry } from "./retry.tsx";

interface LoadingProps {
  readonly state: Extract<State, { at: "loading" }>;
  readonly dispatch: Dispatch<Action>;
}

/** Before there is a battle. */
export function Loading({ state: { away, refusal }, dispatch }: LoadingProps) {
  const { ask } = useSpeech().words;
  if (refusal !== null) {
    return (
      <div className="wait">
        <h1 tabIndex={-1}>{refusal.kind === "signed-out" ? ask.signedOut : ask.refused(refusal.message)}</h1>
        {refusal.kind === "signed-out" ? (
          <button type="button" className="main-button" onClick={() => location.reload()}>
            {ask.reloadPage}
          </button>
        ) : (
          <button type="button" className="main-button" onClick={() => dispatch({ kind: "ask" })}>
            {ask.again}
          </button>
        )}
      </div>
    );
  }
  return (
    <div className="wait">
      <h1 tabIndex={-1}>{ask.loading}</h1>
      {away !== null && <Retry away={away} dispatch={dispatch} />}
    </div>
  );
}

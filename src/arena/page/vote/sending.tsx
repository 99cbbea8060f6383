import type { Dispatch } from "react";
import type { Action } from "../session/reduce.ts";
import type { BattleState } from "../session/state.ts";
import { Retry } from "../wait/retry.tsx";
import { useSpeech } from "../words/language.tsx";

interface SendingProps {
  readonly state: Extract<BattleState, { at: "battle" | "sending" }>;
  readonly dispatch: Dispatch<Action>;
  /** Of the text, which tells why one cannot submit. */
  readonly id: string;
}

/** Why the vote is not sent, or not yet. */
export function Sending({ state, dispatch, id }: SendingProps) {
  const { vote, ask } = useSpeech().words;
  if (state.at === "sending") {
    return (
      <div className="vote-why" id={id}>
        {state.away === null ? (
          vote.sending
        ) : (
          <Retry away={state.away} dispatch={dispatch} kept={vote.kept} />
        )}
      </div>
    );
  }
  if (state.refusal === null) {
    return (
      <div className="vote-why dim" id={id}>
        {state.draft.answers.overall === null && vote.chooseFirst}
      </div>
    );
  }
  const { kind, message } = state.refusal;
  return (
    <div className="vote-why note" id={id}>
      {kind === "signed-out" ? ask.signedOut : vote.refused(message)}
      {kind === "refused" && (
        <button type="button" onClick={() => dispatch({ kind: "ask" })}>
          {vote.otherBattle}
        </button>
      )}
    </div>
  );
}

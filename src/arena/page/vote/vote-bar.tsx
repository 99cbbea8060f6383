import { type Dispatch, type SubmitEvent, useId, useRef, useState } from "react";
import type { Action } from "../session/reduce.ts";
import { AXES, type BattleState } from "../session/state.ts";
import { useSpeech } from "../words/language.tsx";
import { AnswerGroup } from "./answer-group.tsx";
import { Note } from "./note.tsx";
import { Sending } from "./sending.tsx";

interface VoteBarProps {
  readonly state: Extract<BattleState, { at: "battle" | "sending" }>;
  readonly dispatch: Dispatch<Action>;
  readonly onSubmit: () => void;
}

/** What the rater says of the two apps. */
export function VoteBar({ state, dispatch, onSubmit }: VoteBarProps) {
  const id = useId();
  const { vote } = useSpeech().words;
  const [isMore, setIsMore] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { answers, note } = state.draft;
  const isLocked = state.at === "sending";
  const isReady = answers.overall !== null;
  const group = (axis: (typeof AXES)[number]) => (
    <AnswerGroup
      key={axis}
      legend={vote[axis]}
      chosen={answers[axis]}
      isLocked={isLocked}
      isNeeded={axis === "overall"}
      onChoose={(answer) => dispatch({ kind: "answer", axis, answer })}
    />
  );
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isReady) onSubmit();
    else form.current?.querySelector<HTMLInputElement>("input[type=radio]")?.focus();
  };
  return (
    <form ref={form} className="vote" aria-label={vote.title} noValidate onSubmit={submit}>
      {group("overall")}
      <button
        type="button"
        className="more"
        aria-expanded={isMore}
        aria-controls={`${id}-more`}
        onClick={() => setIsMore(!isMore)}
      >
        {vote.more}
      </button>
      <div className="vote-more" id={`${id}-more`} hidden={!isMore}>
        {AXES.filter((axis) => axis !== "overall").map(group)}
        <Note text={note} isLocked={isLocked} onChange={(text) => dispatch({ kind: "note", text })} />
      </div>
      <div className="vote-end">
        <Sending state={state} dispatch={dispatch} id={`${id}-why`} />
        <button
          type="submit"
          className="main-button"
          aria-disabled={!isReady || isLocked}
          aria-describedby={`${id}-why`}
        >
          {vote.submit}
        </button>
      </div>
    </form>
  );
}

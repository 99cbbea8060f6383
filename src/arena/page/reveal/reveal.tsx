import { useEffect, useRef } from "react";
import { DataText } from "../../../report/viewer/parts/data-text.tsx";
import type { Revealed } from "../../site/protocol.ts";
import type { BattleState } from "../session/state.ts";
import { LETTERS, PLACES, useAnswerWord } from "../vote/answer-word.ts";
import { useSpeech } from "../words/language.tsx";

interface RevealProps {
  readonly state: Extract<BattleState, { at: "reveal" }>;
  readonly onNext: () => void;
}

/** Who built the two apps, after the vote. */
export function Reveal({ state, onNext }: RevealProps) {
  const { app, reveal: words } = useSpeech().words;
  const toWord = useAnswerWord();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { attention } = state.reveal;
  const { overall } = state.draft.answers;
  return (
    <section className="reveal" aria-labelledby="reveal-title">
      <div className="reveal-head">
        <h2 id="reveal-title" tabIndex={-1} ref={heading}>
          {words.title}
        </h2>
        <span className="dim">
          {words.recorded} {overall !== null && words.yours(toWord(overall))}
        </span>
        <button type="button" className="main-button" onClick={onNext}>
          {words.next} <kbd aria-hidden="true">n</kbd>
        </button>
      </div>
      {attention !== null && (
        <p className="note">
          {words.attention(LETTERS[attention.better])} {attention.met ? words.met : words.missed}
        </p>
      )}
      <div className="builders">
        {PLACES.map((place) => (
          <div key={place}>
            <h3>{app.name(LETTERS[place])}</h3>
            <Builder revealed={state.reveal[place]} />
          </div>
        ))}
      </div>
    </section>
  );
}

function Builder({ revealed: { model, organisation, score } }: { readonly revealed: Revealed }) {
  const { words, percent } = useSpeech();
  const { reveal } = words;
  return (
    <>
      <p className="builder-model">
        <DataText>{model}</DataText>
      </p>
      <dl>
        <div>
          <dt>{reveal.organisation}</dt>
          <dd>{organisation === null ? reveal.unknown : <DataText>{organisation}</DataText>}</dd>
        </div>
        <div>
          <dt>{reveal.score}</dt>
          <dd>{score === null ? reveal.unknown : percent(score)}</dd>
        </div>
      </dl>
    </>
  );
}

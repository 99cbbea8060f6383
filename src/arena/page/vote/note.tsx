import { useId } from "react";
import { MOST_NOTE_CHARACTERS } from "../../site/protocol.ts";
import { useSpeech } from "../words/language.tsx";

interface NoteProps {
  readonly text: string;
  readonly isLocked: boolean;
  readonly onChange: (text: string) => void;
}

/** What the rater would say beside the answers. */
export function Note({ text, isLocked, onChange }: NoteProps) {
  const id = useId();
  const { words, number } = useSpeech();
  return (
    <div className="vote-note">
      <label htmlFor={id}>{words.vote.note}</label>
      <textarea
        id={id}
        dir="auto"
        rows={2}
        maxLength={MOST_NOTE_CHARACTERS}
        value={text}
        disabled={isLocked}
        aria-describedby={`${id}-length`}
        onChange={(event) => onChange(event.target.value)}
      />
      <span id={`${id}-length`} className="dim">
        {words.vote.noteLength(number(text.length), number(MOST_NOTE_CHARACTERS))}
      </span>
    </div>
  );
}

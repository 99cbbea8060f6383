import { type SubmitEvent, useId, useRef, useState } from "react";
import { type EntryErrors, findErrors, tidyEntry } from "../trainer/entries.ts";
import type { Entry, Word } from "../trainer/library.ts";
import { FieldError } from "./field-error.tsx";

interface WordFormProps {
  readonly testId: string;
  /** What is edited; a new word where silent. */
  readonly entry?: Entry;
  /** The words that the term must differ from. */
  readonly others: readonly Word[];
  readonly saveName: string;
  readonly onSave: (entry: Entry) => void;
  readonly onCancel?: () => void;
}

const NOTHING: Entry = { term: "", meaning: "" };

export function WordForm({ testId, entry, others, saveName, onSave, onCancel }: WordFormProps) {
  const id = useId();
  const term = useRef<HTMLInputElement>(null);
  const meaning = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState<Entry>({ ...NOTHING, ...entry });
  const [errors, setErrors] = useState<EntryErrors>({});
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    const tidied = tidyEntry(draft);
    const found = findErrors(tidied, others);
    setErrors(found);
    if (found.term === undefined && found.meaning !== undefined) return meaning.current!.focus();
    term.current!.focus();
    if (found.term !== undefined) return;
    setDraft(NOTHING);
    onSave({ term: tidied.term, meaning: tidied.meaning });
  };
  return (
    <form className="word-form" data-testid={testId} noValidate onSubmit={onSubmit}>
      <label htmlFor={`${id}-term`}>ترکی لفظ</label>
      <input
        ref={term}
        id={`${id}-term`}
        lang="tr"
        dir="ltr"
        autoComplete="off"
        autoCapitalize="off"
        autoFocus={entry !== undefined}
        value={draft.term}
        aria-invalid={errors.term !== undefined}
        aria-describedby={`${id}-term-error`}
        onChange={(event) => setDraft({ ...draft, term: event.target.value })}
      />
      <FieldError id={`${id}-term-error`} testId="error-term" message={errors.term} />
      <label htmlFor={`${id}-meaning`}>مطلب</label>
      <input
        ref={meaning}
        id={`${id}-meaning`}
        autoComplete="off"
        value={draft.meaning}
        aria-invalid={errors.meaning !== undefined}
        aria-describedby={`${id}-meaning-error`}
        onChange={(event) => setDraft({ ...draft, meaning: event.target.value })}
      />
      <FieldError id={`${id}-meaning-error`} testId="error-meaning" message={errors.meaning} />
      <div className="buttons">
        <button type="submit">{saveName}</button>
        {onCancel !== undefined && (
          <button type="button" className="quiet" onClick={onCancel}>
            منسوخ کریں
          </button>
        )}
      </div>
    </form>
  );
}

import { type SubmitEvent, useId, useState } from "react";
import { type ParsedList, parseList } from "../trainer/entries.ts";
import type { Entry, Word } from "../trainer/library.ts";
import { writeAddedCount, writeFaultyCount, writeKnownCount } from "../urdu/counts.ts";
import { Turkish } from "./turkish.tsx";

interface ImportFormProps {
  readonly words: readonly Word[];
  readonly onImport: (entries: readonly Entry[]) => void;
}

export function ImportForm({ words, onImport }: ImportFormProps) {
  const id = useId();
  const [text, setText] = useState("");
  const [outcome, setOutcome] = useState<ParsedList | null>(null);
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    const parsed = parseList(text, words);
    setOutcome(parsed);
    setText(parsed.faultyLines.join("\n"));
    onImport(parsed.entries);
  };
  return (
    <form className="import-form" onSubmit={onSubmit}>
      <label htmlFor={id}>الفاظ کی فہرست</label>
      <textarea
        id={id}
        dir="ltr"
        rows={5}
        value={text}
        aria-describedby={`${id}-hint`}
        onChange={(event) => setText(event.target.value)}
      />
      <p id={`${id}-hint`} className="hint">
        ہر سطر میں ایک لفظ: <Turkish>kedi</Turkish> = بلی
      </p>
      <button type="submit">فہرست شامل کریں</button>
      <div role="status" className="outcome">
        {outcome !== null && <Outcome {...outcome} />}
      </div>
    </form>
  );
}

function Outcome({ entries, knownCount, faultyLines }: ParsedList) {
  return (
    <>
      <p data-testid="import-added">{writeAddedCount(entries.length)}</p>
      {knownCount > 0 && <p data-testid="import-known">{writeKnownCount(knownCount)}</p>}
      {faultyLines.length > 0 && <p data-testid="import-faulty">{writeFaultyCount(faultyLines.length)}</p>}
    </>
  );
}

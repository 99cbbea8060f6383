import { useSpeech } from "../words/language.tsx";

/** There is nothing that this rater has not judged. */
export function Done({ onLook }: { readonly onLook: () => void }) {
  const { wait } = useSpeech().words;
  return (
    <div className="wait">
      <h1 tabIndex={-1}>{wait.done}</h1>
      <p>{wait.doneText}</p>
      <button type="button" className="main-button" onClick={onLook}>
        {wait.look}
      </button>
    </div>
  );
}

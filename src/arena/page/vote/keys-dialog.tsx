import { useEffect, useRef } from "react";
import { useSpeech } from "../words/language.tsx";
import { useAnswerWord } from "./answer-word.ts";
import { ANSWER_KEYS } from "./keys.ts";

/** All keys of the page. */
export function KeysDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const { words } = useSpeech();
  const { keys } = words;
  const toWord = useAnswerWord();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  const rows: readonly (readonly [readonly string[], string])[] = [
    ...ANSWER_KEYS.map(({ answer, digit, letter }) => {
      const word = toWord(answer);
      const isOne = answer === "first" || answer === "second";
      return [[digit, letter], isOne ? keys.better(word) : word] as const;
    }),
    [["Ctrl + Enter", "⌘ + Enter"], keys.submit],
    [["n"], keys.next],
    [["Esc"], keys.leave],
    [["?"], keys.show],
  ];
  return (
    <dialog ref={dialog} className="keys-dialog" aria-labelledby="keys-title" onClose={onClose}>
      <h2 id="keys-title">{keys.title}</h2>
      <dl>
        {rows.map(([names, meaning]) => (
          <div key={meaning}>
            <dt>
              {names.map((name, place) => (
                <span key={name}>
                  {place > 0 && ` ${keys.or} `}
                  <kbd dir="ltr">{name}</kbd>
                </span>
              ))}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <button type="button" onClick={() => dialog.current?.close()}>
        {keys.close}
      </button>
    </dialog>
  );
}

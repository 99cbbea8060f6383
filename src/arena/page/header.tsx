import type { Progress } from "../site/protocol.ts";
import { LanguageSwitch, useSpeech } from "./words/language.tsx";

interface HeaderProps {
  /** Null as long as it is not known. */
  readonly progress: Progress | null;
  readonly onKeys: () => void;
}

export function Header({ progress, onKeys }: HeaderProps) {
  const { words, number } = useSpeech();
  return (
    <header className="top">
      <strong className="site">{words.site}</strong>
      <span className="dim progress">
        {progress !== null &&
          words.progress(number(progress.votes), number(progress.today), number(progress.dailyCap))}
      </span>
      <button type="button" className="show-keys" onClick={onKeys}>
        {words.keys.title} <kbd aria-hidden="true">?</kbd>
      </button>
      <LanguageSwitch />
    </header>
  );
}

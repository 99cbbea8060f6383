import { type ReactNode, useEffect, useState } from "react";
import { toTrouble } from "../server/trouble.ts";
import { useSpeech } from "../words/language.tsx";

type Answer<Content> =
  | { readonly state: "loading" }
  | { readonly state: "there"; readonly content: Content }
  | { readonly state: "failed"; readonly message: string };

interface AskedProps<Content> {
  /** Asked again when it is another function. */
  readonly ask: (signal: AbortSignal) => Promise<Content>;
  readonly children: (content: Content) => ReactNode;
}

/** What the server gives, once it is there; where it does not come, why, and another try. */
export function Asked<Content>({ ask, children }: AskedProps<Content>) {
  const { built, ask: words } = useSpeech().words;
  const [tries, setTries] = useState(0);
  const [answer, setAnswer] = useState<Answer<Content>>({ state: "loading" });
  useEffect(() => {
    const control = new AbortController();
    setAnswer({ state: "loading" });
    ask(control.signal).then(
      (content) => setAnswer({ state: "there", content }),
      (error: unknown) => {
        if (!control.signal.aborted) setAnswer({ state: "failed", message: toTrouble(error).message });
      },
    );
    return () => control.abort();
  }, [ask, tries]);
  if (answer.state === "there") return children(answer.content);
  if (answer.state === "loading") return <p role="status">{built.loading}</p>;
  return (
    <div className="note" role="alert">
      <p>{built.notLoaded(answer.message)}</p>
      <button type="button" onClick={() => setTries(tries + 1)}>
        {words.again}
      </button>
    </div>
  );
}

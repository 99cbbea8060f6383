import type { Dispatch } from "react";
import type { Action } from "../session/reduce.ts";
import type { Away } from "../session/state.ts";
import { useSpeech } from "../words/language.tsx";
import { useNow } from "./use-now.ts";

interface RetryProps {
  readonly away: Away;
  readonly dispatch: Dispatch<Action>;
  /** What is not lost meanwhile. */
  readonly kept?: string;
}

/** Nobody answers: when it is tried again, and that one need not wait for it. */
export function Retry({ away, dispatch, kept }: RetryProps) {
  const now = useNow();
  const { words, time } = useSpeech();
  return (
    <div className="retry">
      <span>
        {words.ask.away} {kept}
      </span>{" "}
      <span className="dim">{words.ask.retryIn(time(away.retryAtMs - now))}</span>
      <button type="button" onClick={() => dispatch({ kind: "retry", atMs: Date.now() })}>
        {words.ask.retryNow}
      </button>
    </div>
  );
}

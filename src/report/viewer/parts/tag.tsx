import type { State } from "../../model/report-index.ts";
import { stateWord } from "./state-word.ts";

export { stateWord } from "./state-word.ts";

export type Tone = "good" | "bad" | "odd" | "plain";

/** A short word on a coloured ground; the word alone says it all. */
export function Tag({ tone, children }: { tone: Tone; children: string }) {
  return <span className={`tag ${tone}`}>{children}</span>;
}

const TONES: Readonly<Record<State, Tone>> = {
  passed: "good",
  failed: "bad",
  unscored: "odd",
  cancelled: "odd",
  running: "plain",
  waiting: "plain",
};

export function StateTag({ state, failedPhase }: { state: State; failedPhase: string | null }) {
  const isEarly = state === "failed" && failedPhase !== null && failedPhase !== "check";
  return <Tag tone={TONES[state]}>{isEarly ? `failed at ${failedPhase}` : stateWord(state)}</Tag>;
}

import type { State } from "../../model/report-index.ts";

const WORDS: Readonly<Record<State, string>> = {
  passed: "passed",
  failed: "failed",
  unscored: "not scored",
  cancelled: "cancelled",
  running: "running",
  waiting: "not run yet",
};

export const stateWord = (state: State): string => WORDS[state];

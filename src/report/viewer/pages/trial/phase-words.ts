import type { Phase } from "../../../../core/outcome.ts";

const WORDS: Readonly<Record<Phase, string>> = {
  agent: "the agent's work",
  freeze: "collecting the files",
  build: "building the app",
  serve: "starting the app",
  check: "the checks",
};

/** A phase as what goes on in it. */
export const describePhase = (phase: Phase): string => WORDS[phase];

import type { EntryKind } from "../../../../model/transcript.ts";

const WORDS: Readonly<Record<EntryKind, string>> = {
  turn: "turn",
  model: "model call",
  message: "message",
  tool: "tool",
  edit: "edit",
  service: "service",
  output: "output",
  phase: "phase",
  check: "check",
  trouble: "trouble",
};

export const kindWord = (kind: EntryKind): string => WORDS[kind];

/** A try's transcript: every entry in short; what is long stands in pieces (`bodiesChunk`) that are loaded when it is opened. */
export interface TranscriptIndex {
  readonly tryNumber: number;
  /** ISO 8601, of its first event. */
  readonly startedAt: string | null;
  readonly entries: readonly TranscriptEntry[];
  /** How many pieces hold the bodies. */
  readonly pieces: number;
}

export const ENTRY_KINDS = [
  "turn",
  "model",
  "message",
  "tool",
  "edit",
  "service",
  "output",
  "phase",
  "check",
  "trouble",
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** One line of the timeline. `n` is its number: its place in the list, and its address. */
export interface TranscriptEntry {
  readonly kind: EntryKind;
  /** Since the try began. */
  readonly atMs: number;
  readonly turn: number;
  /** One line, at most 240 characters, as the agent or the harness wrote it. */
  readonly title: string;
  readonly durationMs: number | null;
  /** Input and output of a model call. */
  readonly tokens: number | null;
  readonly costUsd: number | null;
  readonly isError: boolean;
  /** The piece that has its body; null: the title is all there is. */
  readonly piece: number | null;
}

/** By the entry's number. */
export type TranscriptBodies = Readonly<Record<number, EntryBody>>;

export interface EntryBody {
  /** Such as `arguments` and `result`, each with its text. */
  readonly parts: readonly { readonly label: string; readonly text: string; readonly leftOutBytes: number }[];
  /** The file that an edit is about. */
  readonly path: string | null;
}

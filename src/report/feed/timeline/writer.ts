import type { EntryBody, EntryKind, TranscriptEntry, TranscriptIndex } from "../../model/transcript.ts";
import { clipText, toTitle } from "../clip-text.ts";

/** Characters of a request, an answer, a result: more of one is seldom read, and stands in the transcript's own file. */
const MAX_PART_CHARACTERS = 100_000;
/** Of all calls that wait for their answers: past it the oldest is taken for unanswered. */
const MAX_WAITING_CHARACTERS = 1_000_000;

export type Part = EntryBody["parts"][number];
type Entry = { -readonly [Key in keyof TranscriptEntry]: TranscriptEntry[Key] };
export type EntryChanges = Partial<Pick<Entry, "title" | "durationMs" | "tokens" | "costUsd" | "isError">>;

export interface Call {
  readonly kind: EntryKind;
  readonly title: string;
  readonly parts: readonly Part[];
  readonly path: string | null;
}

export interface Answer {
  /** Of the entry that it gets where no call waits for it. */
  readonly kind: EntryKind;
  readonly title: string;
  readonly parts: readonly Part[];
  readonly changes: EntryChanges;
}

/** Writes the entries of a timeline, one after the other. */
export interface EntryWriter {
  /** What follows happened then. @param at ISO 8601 */
  readonly moveTo: (at: string) => void;
  readonly startTurn: (turn: number) => void;
  /** A text. One that is its own title has no body. */
  readonly say: (kind: EntryKind, text: string, changes?: EntryChanges) => void;
  /** A call, which waits for its answer. */
  readonly ask: (key: string, call: Call) => void;
  readonly answer: (key: string, answer: Answer) => void;
  /** Of entries, so far. */
  readonly count: () => number;
  /** What was asked and never answered is kept as it is. */
  readonly end: () => void;
  readonly result: () => Pick<TranscriptIndex, "startedAt" | "entries">;
}

interface Waiting {
  readonly entry: Entry;
  readonly n: number;
  readonly call: Call;
}

/** @param keep takes an entry's body, by the entry's number; tells which piece it is in */
export function createEntryWriter(keep: (n: number, body: EntryBody) => number): EntryWriter {
  const entries: Entry[] = [];
  const clock = createClock();
  const waiting = new Map<string, Waiting>();
  let waitingCharacters = 0;
  let turn = 1;
  const push = (kind: EntryKind, title: string, changes: EntryChanges = {}): Entry => {
    const unknown = { durationMs: null, tokens: null, costUsd: null, isError: false, piece: null };
    const entry = { kind, atMs: clock.sinceStartMs(), turn, title: toTitle(title), ...unknown, ...changes };
    entries.push(entry);
    return entry;
  };
  const store = (entry: Entry, n: number, body: EntryBody): void => {
    if (body.parts.length > 0) entry.piece = keep(n, body);
  };
  const settle = (key: string, { entry, n, call }: Waiting, answered: readonly Part[]): void => {
    waiting.delete(key);
    waitingCharacters -= countCharacters(call.parts);
    store(entry, n, { parts: [...call.parts, ...answered], path: call.path });
  };
  return {
    moveTo: clock.moveTo,
    startTurn: (started) => (turn = started),
    say: (kind, text, changes) => {
      const entry = push(kind, text, changes);
      if (entry.title !== text.trim())
        store(entry, entries.length - 1, { parts: [toPart("text", text)], path: null });
    },
    ask: (key, call) => {
      const earlier = waiting.get(key);
      if (earlier !== undefined) settle(key, earlier, []);
      waiting.set(key, { entry: push(call.kind, call.title), n: entries.length - 1, call });
      waitingCharacters += countCharacters(call.parts);
      for (const [oldest, one] of waiting) {
        if (waitingCharacters <= MAX_WAITING_CHARACTERS) break;
        settle(oldest, one, []);
      }
    },
    answer: (key, { kind, title, parts, changes }) => {
      const asked = waiting.get(key);
      if (asked === undefined) {
        store(push(kind, title, changes), entries.length - 1, { parts, path: null });
        return;
      }
      Object.assign(asked.entry, changes);
      settle(key, asked, parts);
    },
    count: () => entries.length,
    end: () => {
      for (const [key, one] of waiting) settle(key, one, []);
    },
    result: () => ({ startedAt: clock.startedAt(), entries }),
  };
}

/** Time since the first moment that it was told. */
function createClock() {
  let startedAt: string | null = null;
  let now = "";
  return {
    moveTo: (at: string): void => {
      startedAt ??= at;
      now = at;
    },
    startedAt: () => startedAt,
    sinceStartMs: () => (startedAt === null ? 0 : Math.max(0, Date.parse(now) - Date.parse(startedAt))),
  };
}

const countCharacters = (parts: readonly Part[]): number =>
  parts.reduce((sum, { text }) => sum + text.length, 0);

export const toText = (value: unknown): string =>
  typeof value === "string" ? value : (JSON.stringify(value, null, 2) ?? "");

export const toPart = (label: string, value: unknown): Part => ({
  label,
  ...clipText(toText(value), MAX_PART_CHARACTERS),
});

/** None where the body of a call or an answer was not kept. */
export const toParts = (label: string, body: unknown): Part[] => (body === null ? [] : [toPart(label, body)]);

import { ENTRY_KINDS, type EntryKind, type TranscriptEntry } from "../../../../model/transcript.ts";

/** What a turn came to, and everything before its end. */
export interface TurnSum {
  readonly turn: number;
  /** Number of its first entry. */
  readonly first: number;
  readonly entries: number;
  readonly calls: number;
  readonly errors: number;
  readonly tokens: number;
  /** Null where a call's cost is not known. */
  readonly costUsd: number | null;
  /** Since the try began. */
  readonly beganMs: number;
  readonly durationMs: number;
  /** Tokens and dollars of all turns before it. */
  readonly before: { readonly tokens: number; readonly costUsd: number | null };
}

type Draft = { -readonly [Key in keyof TurnSum]: TurnSum[Key] };

/** Per turn, in their order. */
export function sumTurns(entries: readonly TranscriptEntry[]): TurnSum[] {
  const sums: Draft[] = [];
  for (const [n, entry] of entries.entries()) {
    const last = sums.at(-1);
    const sum = last?.turn === entry.turn ? last : startTurn(entry, n, last);
    if (sum !== last) sums.push(sum);
    sum.entries += 1;
    sum.errors += Number(entry.isError);
    sum.durationMs = Math.max(sum.durationMs, endOf(entry) - sum.beganMs);
    if (entry.kind !== "model") continue;
    sum.calls += 1;
    sum.tokens += entry.tokens ?? 0;
    sum.costUsd = addCosts(sum.costUsd, entry.costUsd ?? (entry.tokens === null ? 0 : null));
  }
  return sums;
}

/** A phase is told when it ends, everything else when it begins. */
const endOf = ({ kind, atMs, durationMs }: TranscriptEntry): number =>
  kind === "phase" ? atMs : atMs + (durationMs ?? 0);

const startTurn = (entry: TranscriptEntry, n: number, last: Draft | undefined): Draft => ({
  turn: entry.turn,
  first: n,
  entries: 0,
  calls: 0,
  errors: 0,
  tokens: 0,
  costUsd: 0,
  durationMs: 0,
  before: {
    tokens: last === undefined ? 0 : last.before.tokens + last.tokens,
    costUsd: last === undefined ? 0 : addCosts(last.before.costUsd, last.costUsd),
  },
  beganMs: entry.atMs,
});

/** One unknown cost makes the sum unknown. */
const addCosts = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? null : a + b;

/** All turns together. */
export const sumAll = (
  sums: readonly TurnSum[],
): Pick<TurnSum, "calls" | "errors" | "tokens" | "costUsd" | "durationMs"> => ({
  calls: sums.reduce((sum, { calls }) => sum + calls, 0),
  errors: sums.reduce((sum, { errors }) => sum + errors, 0),
  tokens: sums.reduce((sum, { tokens }) => sum + tokens, 0),
  costUsd: sums.reduce<number | null>((sum, { costUsd }) => addCosts(sum, costUsd), 0),
  durationMs: sums.reduce((sum, { durationMs }) => sum + durationMs, 0),
});

export function countKinds(
  entries: readonly TranscriptEntry[],
): readonly { kind: EntryKind; count: number }[] {
  const counts = new Map<EntryKind, number>();
  for (const { kind } of entries) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return ENTRY_KINDS.map((kind) => ({ kind, count: counts.get(kind) ?? 0 })).filter(({ count }) => count > 0);
}

export interface TimelineFilter {
  /** None: all of them. */
  readonly kinds: readonly EntryKind[];
  readonly onlyErrors: boolean;
  /** Null: whether they match does not matter. */
  readonly matches: ReadonlySet<number> | null;
}

/** Numbers of the entries that are shown. Turns stay whatever their kind is: they are the headings of the rest. */
export function filterEntries(
  entries: readonly TranscriptEntry[],
  { kinds, onlyErrors, matches }: TimelineFilter,
): number[] {
  const wanted = new Set<EntryKind>(kinds.length === 0 ? ENTRY_KINDS : kinds);
  const shown: number[] = [];
  for (const [n, { kind, isError }] of entries.entries()) {
    const isWanted = kind === "turn" || (wanted.has(kind) && (!onlyErrors || isError));
    if (isWanted && (matches === null || matches.has(n))) shown.push(n);
  }
  return shown;
}

/** The next match behind a place in the list, or before it; round the end. Null: there is none. @param rows numbers of the entries that are shown */
export function stepToMatch(
  rows: readonly number[],
  matches: ReadonlySet<number>,
  from: number,
  step: 1 | -1,
): number | null {
  for (let count = 1; count <= rows.length; count += 1) {
    const place = (((from + step * count) % rows.length) + rows.length) % rows.length;
    const n = rows[place];
    if (n !== undefined && matches.has(n)) return n;
  }
  return null;
}

/** Time since the beginning: `0:07`, `12:34`, `1:02:03`. */
export function formatClock(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  const two = (value: number): string => String(value).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  return hours === 0 ? `${minutes}:${two(seconds % 60)}` : `${hours}:${two(minutes)}:${two(seconds % 60)}`;
}

import { transcriptChunk, trialChunk } from "../../../model/chunk-names.ts";
import type {
  EntryKind,
  TranscriptBodies,
  TranscriptEntry,
  TranscriptIndex,
} from "../../../model/transcript.ts";
import type { TrialDetail } from "../../../model/trial-detail.ts";
import type { ChunkStore } from "../../data/chunks.ts";
import { readPieces } from "../../data/read-pieces.ts";
import type { TrialView } from "../../data/trials.ts";
import { findSnippets, hasMatch, type Snippet } from "../../parts/match-text.ts";

/** Characters on each side of a match. */
const AROUND = 80;
const MOST_SNIPPETS = 3;

/** One entry that matches, in a few words. */
export interface EntryHit {
  readonly n: number;
  readonly tryNumber: number;
  readonly kind: EntryKind;
  readonly snippet: Snippet;
}

export interface TrialHits {
  readonly trial: TrialView;
  /** The first of them. */
  readonly hits: readonly EntryHit[];
  /** Entries that match, of all its tries. */
  readonly matches: number;
}

export interface SearchedTrial {
  /** Null: nothing in it matches. */
  readonly found: TrialHits | null;
  /** Why it could not be searched whole. */
  readonly message: string | null;
}

/** Trials that are read at the same time: waiting for one file after the other takes longer than searching them. */
const AT_ONCE = 4;

/** Searches trials in their order. Of each, no more is in memory than an index and a piece, and nothing afterwards. */
export async function* searchTrials(
  chunks: ChunkStore,
  trials: readonly TrialView[],
  matcher: RegExp,
): AsyncGenerator<SearchedTrial> {
  const ahead: Promise<SearchedTrial>[] = [];
  for (const trial of trials) {
    ahead.push(searchTrial(chunks, trial, matcher));
    if (ahead.length === AT_ONCE) yield await ahead.shift()!;
  }
  for (const last of ahead) yield await last;
}

async function searchTrial(chunks: ChunkStore, trial: TrialView, matcher: RegExp): Promise<SearchedTrial> {
  const hits: EntryHit[] = [];
  let matches = 0;
  let message: string | null = null;
  const name = trialChunk(trial.run, trial.n);
  try {
    const { transcripts } = await chunks.load<TrialDetail>(name);
    for (const { tryNumber } of transcripts) {
      for await (const hit of searchTranscript(chunks, { trial, tryNumber }, matcher)) {
        matches += 1;
        if (hits.length < MOST_SNIPPETS) hits.push(hit);
      }
    }
  } catch (error) {
    message = (error as Error).message;
  } finally {
    chunks.forget((one) => one === name);
  }
  return { found: matches === 0 ? null : { trial, hits, matches }, message };
}

async function* searchTranscript(
  chunks: ChunkStore,
  { trial, tryNumber }: { readonly trial: TrialView; readonly tryNumber: number },
  matcher: RegExp,
): AsyncGenerator<EntryHit> {
  const name = transcriptChunk(trial.run, trial.n, tryNumber);
  const { entries, pieces } = await chunks.load<TranscriptIndex>(name);
  try {
    const inTitles = new Set<number>();
    for (const [n, { title, kind }] of entries.entries()) {
      const snippet = hasMatch(matcher, title) ? findSnippet(matcher, [title]) : null;
      if (snippet === null) continue;
      inTitles.add(n);
      yield { n, tryNumber, kind, snippet };
    }
    for await (const bodies of readPieces({ chunks, name, pieces, areKept: false })) {
      yield* searchBodies(bodies, { entries, inTitles, tryNumber }, matcher);
    }
  } finally {
    chunks.forget((one) => one === name);
  }
}

interface KnownEntries {
  readonly entries: readonly TranscriptEntry[];
  /** Those have been told of. */
  readonly inTitles: ReadonlySet<number>;
  readonly tryNumber: number;
}

function* searchBodies(
  bodies: TranscriptBodies,
  { entries, inTitles, tryNumber }: KnownEntries,
  matcher: RegExp,
): Generator<EntryHit> {
  for (const [key, { parts }] of Object.entries(bodies)) {
    const n = Number(key);
    if (inTitles.has(n)) continue;
    const snippet = findSnippet(
      matcher,
      parts.map(({ text }) => text),
    );
    if (snippet !== null) yield { n, tryNumber, kind: entries[n]?.kind ?? "trouble", snippet };
  }
}

function findSnippet(matcher: RegExp, texts: readonly string[]): Snippet | null {
  for (const text of texts) {
    const [snippet] = findSnippets(matcher, text, { most: 1, around: AROUND });
    if (snippet !== undefined) return snippet;
  }
  return null;
}

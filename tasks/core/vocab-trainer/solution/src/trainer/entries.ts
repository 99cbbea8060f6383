import type { Entry, Word } from "./library.ts";
import { foldSpelling, isSameSpelling, tidy } from "./spelling.ts";

export type EntryErrors = { readonly [Field in keyof Entry]?: string };

export const tidyEntry = ({ term, meaning }: Entry): Entry => ({ term: tidy(term), meaning: tidy(meaning) });

/** What is wrong with a tidied entry beside the other words of its deck. */
export function findErrors({ term, meaning }: Entry, others: readonly Word[]): EntryErrors {
  const isKnown = others.some((word) => isSameSpelling(word.term, term));
  return {
    ...(term === "" ? { term: "ترکی لفظ لکھیں" } : isKnown ? { term: "یہ لفظ پہلے سے موجود ہے" } : {}),
    ...(meaning === "" ? { meaning: "مطلب لکھیں" } : {}),
  };
}

export interface ParsedList {
  readonly entries: readonly Entry[];
  /** How many lines name a word that the deck, or an earlier line, holds. */
  readonly knownCount: number;
  readonly faultyLines: readonly string[];
}

/** Reads a list of words: a line is a term and its meaning, with the first `=` or tab between them. */
export function parseList(text: string, words: readonly Word[]): ParsedList {
  const spellings = new Set(words.map(({ term }) => foldSpelling(term)));
  const entries: Entry[] = [];
  const faultyLines: string[] = [];
  let knownCount = 0;
  for (const line of text.split("\n").filter((candidate) => candidate.trim() !== "")) {
    const entry = parseLine(line);
    if (entry === null) {
      faultyLines.push(line);
    } else if (spellings.has(foldSpelling(entry.term))) {
      knownCount += 1;
    } else {
      spellings.add(foldSpelling(entry.term));
      entries.push(entry);
    }
  }
  return { entries, knownCount, faultyLines };
}

function parseLine(line: string): Entry | null {
  const at = line.search(/[=\t]/);
  if (at === -1) return null;
  const entry = tidyEntry({ term: line.slice(0, at), meaning: line.slice(at + 1) });
  return entry.term === "" || entry.meaning === "" ? null : entry;
}

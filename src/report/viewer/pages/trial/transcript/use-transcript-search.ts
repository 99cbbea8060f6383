import { useEffect, useMemo, useState } from "react";
import type { TranscriptIndex } from "../../../../model/transcript.ts";
import { readPieces } from "../../../data/read-pieces.ts";
import { useReport } from "../../../data/report.tsx";
import { countMatches, hasMatch } from "../../../parts/match-text.ts";

/** Pieces of a quarter of a megabyte that may stay in memory. */
const MOST_KEPT = 60;

export interface TranscriptSearch {
  /** Numbers of entries with a match in their title or body, by now. */
  readonly matches: ReadonlySet<number>;
  /** How often in an entry's body. */
  readonly inBodies: ReadonlyMap<number, number>;
  readonly searched: number;
  readonly isDone: boolean;
  /** Why not all of it could be searched. */
  readonly message: string | null;
}

interface BodySearch {
  readonly matcher: RegExp | null;
  readonly inBodies: ReadonlyMap<number, number>;
  readonly searched: number;
  readonly message: string | null;
}

const NOTHING: ReadonlyMap<number, number> = new Map();

/** Looks through titles at once, and through the bodies piece by piece. */
export function useTranscriptSearch(
  name: string,
  index: TranscriptIndex,
  matcher: RegExp | null,
): TranscriptSearch {
  const { chunks } = useReport();
  const { entries, pieces } = index;
  const [known, setKnown] = useState<BodySearch>({
    matcher: null,
    inBodies: NOTHING,
    searched: 0,
    message: null,
  });
  useEffect(() => {
    if (matcher === null) return undefined;
    let isWanted = true;
    const search = async () => {
      const found = new Map<number, number>();
      let searched = 0;
      for await (const bodies of readPieces({ chunks, name, pieces, areKept: pieces <= MOST_KEPT })) {
        if (!isWanted) return;
        for (const [n, { parts }] of Object.entries(bodies)) {
          const count = parts.reduce((sum, { text }) => sum + countMatches(matcher, text), 0);
          if (count > 0) found.set(Number(n), count);
        }
        searched += 1;
        setKnown({ matcher, inBodies: new Map(found), searched, message: null });
      }
    };
    search().catch((error: Error) => {
      if (isWanted) setKnown((before) => ({ ...before, matcher, searched: pieces, message: error.message }));
    });
    return () => {
      isWanted = false;
    };
  }, [chunks, name, pieces, matcher]);
  const inTitles = useMemo(
    () => entries.flatMap(({ title }, n) => (matcher !== null && hasMatch(matcher, title) ? [n] : [])),
    [entries, matcher],
  );
  const isCurrent = known.matcher === matcher && matcher !== null;
  const inBodies = isCurrent ? known.inBodies : NOTHING;
  const matches = useMemo(() => new Set([...inTitles, ...inBodies.keys()]), [inTitles, inBodies]);
  const searched = isCurrent ? known.searched : 0;
  return {
    matches,
    inBodies,
    searched,
    isDone: searched >= pieces,
    message: isCurrent ? known.message : null,
  };
}

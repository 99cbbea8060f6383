import type { BoardRow } from "../../core/leaderboard.ts";
import { formatDuration } from "../../core/format.ts";
import { describePlacing } from "../../report/placing-words.ts";

/** How somebody else's text stands in a note: harmless where it is shown. */
export type Quote = (text: string) => string;

const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu;

/** Somebody else's text on one line of a terminal: what moves the cursor or turns the writing round becomes U+FFFD. */
export const toOneLine = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\t\r\n]+/g, " ")
    .replaceAll(UNSEEN, "\uFFFD");

/**
 * `qwen/qwen3.7-max: 4th overall, 2nd among publicly available models, 1st in Asia-Pacific`. A rank that others have too is
 * a joint one.
 *
 * @param noun what is ranked: `models` where each has one configuration
 */
export function describePlacings(
  name: string,
  row: Pick<BoardRow, "placings" | "unranked">,
  noun: string,
): string {
  if (row.placings.length === 0) return `${name}: not ranked, ${explainUnranked(row.unranked)}`;
  return `${name}: ${row.placings.map((placing) => describePlacing(placing, noun)).join(", ")}`;
}

export function explainUnranked(unranked: BoardRow["unranked"]): string {
  switch (unranked) {
    case "no-model":
      return "since no model worked in it: it is there to compare with";
    case "not-scored":
      return "since none of its trials could be scored";
    case "no-interval":
      return "since too few tasks were scored to say how sure its figures are";
    case null:
      return "since it is not in this slice";
  }
}

/** Tokens as people read them: `812`, `45.2k`, `1.3M`. */
export function formatTokens(tokens: number | null): string {
  if (tokens === null) return "–";
  if (tokens < 1_000) return Math.round(tokens).toString();
  return tokens < 999_950 ? `${(tokens / 1_000).toFixed(1)}k` : `${(tokens / 1_000_000).toFixed(1)}M`;
}

export const formatTime = (ms: number | null): string => (ms === null ? "–" : formatDuration(ms));

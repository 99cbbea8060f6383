import type { BoardRow, Placing } from "../../core/leaderboard.ts";
import { formatDuration } from "../../core/format.ts";

const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu;

/** Somebody else's text on one line of a terminal: what moves the cursor or turns the writing round becomes U+FFFD. */
export const toOneLine = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\t\r\n]+/g, " ")
    .replaceAll(UNSEEN, "\uFFFD");

/** `1st`, `2nd`, `3rd`, `11th`, `21st`. */
export function formatOrdinal(rank: number): string {
  const isTeen = rank % 100 >= 11 && rank % 100 <= 13;
  return `${rank}${isTeen ? "th" : (["th", "st", "nd", "rd"][rank % 10] ?? "th")}`;
}

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

function describePlacing({ among, value, rank, isShared }: Placing, noun: string): string {
  const place = `${isShared ? "joint " : ""}${formatOrdinal(rank)}`;
  switch (among) {
    case "overall":
      return `${place} overall`;
    case "publicly-available":
      return noun === "models"
        ? `${place} among publicly available models`
        : `${place} among ${noun} of publicly available models`;
    case "organisation-region":
      return `${place} in ${value}`;
    case "slice":
      return `${place} in the slice (${value})`;
  }
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

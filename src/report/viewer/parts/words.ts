import { formatDuration } from "../../../core/format.ts";

const NONE = "–";
/** Names that a sentence tells; of more, it tells how many. */
const MOST_NAMES = 2;

/** `1 task`, `3 tasks`. */
export const countOf = (count: number, noun: string): string =>
  `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;

/** `a`, `a and b`, `a, b and 3 others`. */
export function listNames(names: readonly string[]): string {
  const rest = names.length - MOST_NAMES;
  if (rest > 0) return `${names.slice(0, MOST_NAMES).join(", ")} and ${countOf(rest, "other")}`;
  return names.join(" and ");
}

/** Figures and their units stay on one line, wherever a sentence breaks. */
export const keepFigures = (sentence: string): string =>
  sentence.replaceAll(/(?<=\d) (?=%|points?\b)/g, "\u00A0");

/** `72 %`: for sentences, where a tenth of a point says nothing. */
export const formatPercent = (share: number): string => `${(share * 100).toFixed(0)} %`;

/** `+3.2`, in points of 100. */
export function formatPoints(share: number | null): string {
  if (share === null) return NONE;
  const points = (share * 100).toFixed(1);
  if (Number(points) === 0) return "0.0";
  return Number(points) > 0 ? `+${points}` : `−${points.slice(1)}`;
}

/** A probability with as many digits as anybody needs. */
export function formatP(value: number | null): string {
  if (value === null) return NONE;
  return value < 0.001 ? "< 0.001" : value.toFixed(3);
}

/** `95 %`. */
export const formatLevel = (level: number): string => `${Number((level * 100).toFixed(1))} %`;

/** Tokens as people read them: `812`, `45.2k`, `1.3M`. */
export function formatTokens(tokens: number | null): string {
  if (tokens === null) return NONE;
  if (tokens < 1_000) return Math.round(tokens).toString();
  return tokens < 999_950 ? `${(tokens / 1_000).toFixed(1)}k` : `${(tokens / 1_000_000).toFixed(1)}M`;
}

export const formatSpan = (ms: number | null): string => (ms === null ? NONE : formatDuration(ms));

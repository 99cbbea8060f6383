export { formatEstimate } from "../../words.ts";

const NONE = "–";

export const formatShare = (share: number | null): string =>
  share === null ? NONE : `${(share * 100).toFixed(share === 0 || share === 1 ? 0 : 1)} %`;

export const formatScore = (score: number | null): string => (score === null ? NONE : score.toFixed(2));

export const formatCount = (count: number | null): string =>
  count === null ? NONE : count.toLocaleString("en-US");

export const formatTime = (iso: string): string => `${iso.slice(0, 16).replace("T", " ")} UTC`;

export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${(bytes / 1_000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Characters that turn text round or hide in it stand as their numbers: they could make one thing look like another. */
export const showHidden = (text: string): string =>
  text.replaceAll(
    /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g,
    (character) => `\\u${character.codePointAt(0)!.toString(16).padStart(4, "0")}`,
  );

import type { Placing } from "../core/leaderboard.ts";

/** `1st`, `2nd`, `3rd`, `11th`, `21st`. */
export function formatOrdinal(rank: number): string {
  const isTeen = rank % 100 >= 11 && rank % 100 <= 13;
  return `${rank}${isTeen ? "th" : (["th", "st", "nd", "rd"][rank % 10] ?? "th")}`;
}

/** `4th overall`; a rank that others have too is a joint one. @param noun what is ranked: `models` where each has one configuration */
export function describePlacing({ among, value, rank, isShared }: Placing, noun: string): string {
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

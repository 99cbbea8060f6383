import type { BoardRow, Placing } from "../../../../core/leaderboard.ts";
import type { SlicedBoard } from "../../../model/boards.ts";

/** `1st`, `2nd`, `3rd`, `11th`, `21st`. */
export function formatOrdinal(rank: number): string {
  const isTeen = rank % 100 >= 11 && rank % 100 <= 13;
  return `${rank}${isTeen ? "th" : (["th", "st", "nd", "rd"][rank % 10] ?? "th")}`;
}

/** `4th overall, joint 2nd among publicly available models, 1st in Asia-Pacific`; empty where it is not ranked. */
export const describePlacings = (row: Pick<BoardRow, "placings">, noun: string): string =>
  row.placings.map((placing) => describePlacing(placing, noun)).join(", ");

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

/** What is ranked: models, where each stands there once. */
export function toNoun(rows: readonly BoardRow[]): "models" | "configurations" {
  const models = rows.flatMap(({ configuration }) => configuration.model?.name ?? []);
  return new Set(models).size === models.length ? "models" : "configurations";
}

const UNRANKED: Readonly<Record<NonNullable<BoardRow["unranked"]>, string>> = {
  "no-model": "a reference, without a model",
  "not-scored": "none of its trials could be scored",
  "no-interval": "too few tasks were scored to say how sure its figures are",
};

export const explainUnranked = (unranked: BoardRow["unranked"]): string | null =>
  unranked === null ? null : `not ranked: ${UNRANKED[unranked]}`;

/** `2=` where others have the same rank. */
export const formatRank = (rank: number | null, isShared: boolean): string =>
  rank === null ? "–" : `${rank}${isShared ? "=" : ""}`;

/** As the address names a slice of tasks. */
export const toSliceKey = ({ slice }: SlicedBoard): string =>
  slice === null ? "" : `${slice.by}:${slice.value}`;

import type { BoardRow } from "../../../../core/leaderboard.ts";
import type { SlicedBoard } from "../../../model/boards.ts";
import { describePlacing } from "../../../placing-words.ts";

/** `4th overall, joint 2nd among publicly available models, 1st in Asia-Pacific`; empty where it is not ranked. */
export const describePlacings = (row: Pick<BoardRow, "placings">, noun: string): string =>
  row.placings.map((placing) => describePlacing(placing, noun)).join(", ");

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

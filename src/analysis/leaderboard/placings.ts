import type { Estimate } from "../../core/estimate.ts";
import type { Placing } from "../../core/leaderboard.ts";
import type { Entry } from "./entries.ts";
import { rankByInterval } from "./rank.ts";
import { isPubliclyAvailable } from "./model-values.ts";

/** An entry with what it is ranked by; its interval is null where it is not ranked. */
export interface Contender {
  readonly entry: Entry;
  readonly estimate: Estimate;
}

/** A field of contenders, and what a placing in it is called. */
interface Field {
  readonly among: Placing["among"];
  readonly value: string | null;
  readonly fits: (entry: Entry) => boolean;
}

/** Where an entry stands overall, among what is publicly available, and in its organisation's region. */
export function findPlacings(contenders: readonly Contender[], entry: Entry): Placing[] {
  const region = entry.configuration.model?.metadata.region;
  const fields: Field[] = [
    { among: "overall", value: null, fits: () => true },
    {
      among: "publicly-available",
      value: null,
      fits: ({ configuration }) => isPubliclyAvailable(configuration),
    },
    {
      among: "organisation-region",
      value: region ?? null,
      fits: ({ configuration }) => region !== undefined && configuration.model?.metadata.region === region,
    },
  ];
  return fields.flatMap(({ among, value, fits }) => {
    const field = contenders.filter((contender) => fits(contender.entry));
    const placing = findPlacing(field, entry);
    return placing === null ? [] : [{ among, value, ...placing }];
  });
}

/** Null where it is not in the field, or not ranked. */
export function findPlacing(
  field: readonly Contender[],
  entry: Entry,
): Pick<Placing, "rank" | "of" | "isShared"> | null {
  const ranks = rankByInterval(field.map(({ estimate }) => estimate));
  const rank = ranks[field.findIndex((contender) => contender.entry === entry)] ?? null;
  if (rank === null) return null;
  const ranked = ranks.filter((one) => one !== null);
  return { rank, of: ranked.length, isShared: ranked.filter((one) => one === rank).length > 1 };
}

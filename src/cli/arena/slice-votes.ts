import { PUBLICLY_AVAILABLE, UNKNOWN } from "../../analysis/leaderboard/model-values.ts";
import { toModelName } from "../../analysis/match-models.ts";
import { nothingInSlice } from "../../core/arena-errors.ts";
import type { ModelMetadata } from "../../core/models-file.ts";
import type { Contestant, Vote } from "../../core/vote.ts";
import { type Catalog, findMetadata } from "../../models/catalog.ts";

type Values = readonly string[] | undefined;

/** A part of the votes: one of the values of each flag must fit, and both models must fit what is said of models. */
export interface SliceFlags {
  readonly category?: Values;
  readonly task?: Values;
  readonly language?: Values;
  readonly organisation?: Values;
  readonly organisationRegion?: Values;
  readonly licence?: Values;
  readonly availability?: Values;
  readonly size?: Values;
  readonly publiclyAvailable?: boolean;
}

type OfVotes = "category" | "task" | "language";
type OfModels = Exclude<keyof SliceFlags, OfVotes | "publiclyAvailable">;

interface Known {
  readonly contestant: Contestant;
  readonly metadata: ModelMetadata;
}

/** A vote may name another organisation than the catalog does; either can be asked for. */
const MODEL_VALUES: Readonly<Record<OfModels, (known: Known) => readonly (string | null | undefined)[]>> = {
  organisation: ({ contestant, metadata }) => [contestant.organisation, metadata.organisation],
  organisationRegion: ({ metadata }) => [metadata.region],
  licence: ({ metadata }) => [metadata.licence],
  availability: ({ metadata }) => [metadata.availability],
  size: ({ metadata }) => [metadata.sizeClass],
};

const WORDS: Readonly<Partial<Record<OfModels, string>>> = { organisationRegion: "organisation's region" };

/** What is known of whatever a vote names: a model, or a configuration of one. */
export const findModel = (catalog: Catalog, name: string): ModelMetadata =>
  findMetadata(catalog, toModelName(name));

/**
 * The votes of a slice, with all attention pairs: these are of no model, and measure raters whatever they rate.
 * @throws UserError `nothing-in-slice`
 */
export function sliceVotes(votes: readonly Vote[], flags: SliceFlags, catalog: Catalog): Vote[] {
  const asked = listAsked(flags);
  const fitting = new Map<string, boolean>();
  const fits = (contestant: Contestant): boolean => {
    const key = JSON.stringify([contestant.model, contestant.organisation]);
    const known = fitting.get(key);
    if (known !== undefined) return known;
    const metadata = findModel(catalog, contestant.model);
    const found = asked.every(({ by, values }) =>
      isAmong(MODEL_VALUES[by]({ contestant, metadata }), values),
    );
    fitting.set(key, found);
    return found;
  };
  const { category, task, language } = flags;
  const isIn = (vote: Vote): boolean =>
    isAmong([vote.category], category) &&
    isAmong([vote.task], task) &&
    isAmong([vote.language], language) &&
    fits(vote.a) &&
    fits(vote.b);
  const chosen = votes.filter((vote) => vote.expected !== null || isIn(vote));
  const words = describe(flags, asked);
  if (words === "" || chosen.some(({ expected }) => expected === null)) return chosen;
  throw nothingInSlice(words);
}

interface Asked {
  readonly by: OfModels;
  readonly values: readonly string[];
}

/** Empty where no slice was asked for. */
function describe({ category, task, language }: SliceFlags, asked: readonly Asked[]): string {
  const ofVotes = Object.entries({ category, task, language }).flatMap(([word, values]) =>
    values === undefined ? [] : [{ word, values }],
  );
  return [...ofVotes, ...asked.map(({ by, values }) => ({ word: WORDS[by] ?? by, values }))]
    .map(({ word, values }) => `${word} ${values.join(" or ")}`)
    .join(", ");
}

function listAsked(flags: SliceFlags): Asked[] {
  const named = (Object.keys(MODEL_VALUES) as OfModels[]).flatMap((by) => {
    const values = flags[by];
    return values === undefined ? [] : [{ by, values }];
  });
  const publicly = { by: "availability", values: PUBLICLY_AVAILABLE } as const;
  return flags.publiclyAvailable === true ? [publicly, ...named] : named;
}

/** Case is no difference; what nobody told is `unknown`. */
function isAmong(found: readonly (string | null | undefined)[], asked: Values): boolean {
  if (asked === undefined) return true;
  const told = found.filter((value) => value != null);
  const known = new Set((told.length === 0 ? [UNKNOWN] : told).map((value) => value.toLowerCase()));
  return asked.some((value) => known.has(value.toLowerCase()));
}

import type { BoardRow, Metric } from "../core/leaderboard.ts";
import type { RatingTable } from "../core/rating-table.ts";
import type { Figure, Measure } from "./correlate.ts";
import { toAgentName, toModelName } from "./match-models.ts";

const NAMES: Readonly<Record<Metric, string>> = { score: "the score", passRate: "the pass rate" };

/** What runs say of models, by configuration. What no model worked in is left out. */
export function toRunMeasure(rows: readonly BoardRow[], metric: Metric): Measure {
  const figures: Figure[] = [];
  const without: Measure["without"] = [];
  for (const row of rows) {
    const { label, configuration } = row;
    if (configuration.model === null) continue;
    const { value } = row[metric];
    const aliases = [configuration.name, configuration.model.name].filter((name) => name !== label);
    if (value === null) without.push({ model: label, why: "none of its trials could be scored" });
    else figures.push({ name: label, aliases, value });
  }
  return {
    kind: "runs",
    name: NAMES[metric],
    column: metric,
    figures,
    without,
    sharedPairs: null,
    isCalibrated: null,
  };
}

/** Ratings that were fitted to votes, or that a table of such tells. */
export function toRatingMeasure(
  { rows, unrated }: RatingTable,
  {
    kind,
    name,
    sharedPairs = null,
    isCalibrated = null,
  }: Pick<Measure, "kind" | "name"> & Partial<Pick<Measure, "sharedPairs" | "isCalibrated">>,
): Measure {
  return {
    kind,
    name,
    column: "rating",
    figures: rows.map(({ model, rating }) => ({ name: model, aliases: aliasesOf(model), value: rating })),
    without: unrated.map(({ model, why }) => ({ model, why })),
    sharedPairs,
    isCalibrated,
  };
}

/** Without the figures of what other agents built; a name without an agent stays. */
export const ofAgents = (measure: Measure, agents: ReadonlySet<string>): Measure => ({
  ...measure,
  figures: measure.figures.filter(({ name }) => {
    const agent = toAgentName(name);
    return agent === null || agents.has(agent);
  }),
});

export const aliasesOf = (name: string): string[] => [toModelName(name)].filter((alias) => alias !== name);

import Table from "cli-table3";
import type { Correlation, CorrelationMeasure, RankComparison } from "../../core/correlation.ts";
import type { Estimate } from "../../core/estimate.ts";
import { toOneLine } from "../leaderboard/words.ts";
import { countOf } from "../statistics-text.ts";
import { describeOrder, toName } from "./verdict-text.ts";

/** A correlation as text: the answer first, then its figures, then what they leave out. */
export function renderCorrelation(correlation: Correlation): string {
  const { measures, comparisons, isForced } = correlation;
  const found = new Map(measures.map((measure) => [measure.name, measure]));
  const sides = ({ a, b }: RankComparison) => ({ a: found.get(a)!, b: found.get(b)! });
  const notes = [
    ...measures.flatMap(describeMeasure),
    ...comparisons.flatMap((comparison) => describeLeft(comparison, sides(comparison))),
  ];
  const lines = [
    ...(isForced ? ["FORCED: of unlike runs"] : []),
    ...comparisons.map((comparison) => describeOrder(comparison, sides(comparison))),
    "",
    renderFigures(comparisons, found),
    "In brackets: 95 % intervals over models, ? where nothing can be said. ρ and τ are 1 for one order, 0 for no relation, -1 for the reverse.",
    ...notes,
  ];
  return `${lines.join("\n")}\n`;
}

function renderFigures(
  comparisons: readonly RankComparison[],
  found: ReadonlyMap<string, CorrelationMeasure>,
): string {
  const table = new Table({
    head: ["", "models", "Spearman's ρ", "Kendall's τ", "pairs in one order"],
    style: { head: [], border: [], compact: true },
    colAligns: ["left", "right", "right", "right", "right"],
  });
  for (const { a, b, models, spearman, kendall, agreement } of comparisons)
    table.push([
      `${toName(found.get(a)!)}, ${toName(found.get(b)!)}`,
      models.length,
      format(spearman, (value) => value.toFixed(2)),
      format(kendall, (value) => value.toFixed(2)),
      format(agreement, (value) => `${(100 * value).toFixed(0)} %`),
    ]);
  return table.toString();
}

function format({ value, interval }: Estimate, show: (value: number) => string): string {
  if (value === null) return "–";
  const range = interval === null ? "?" : `${show(interval.lower)} to ${show(interval.upper)}`;
  return `${show(value)} (${range})`;
}

function describeMeasure(measure: CorrelationMeasure): string[] {
  const { without, isCalibrated, sharedPairs } = measure;
  return [
    ...(isCalibrated === null
      ? []
      : [
          `the judge is ${isCalibrated ? "calibrated" : "uncalibrated"}: it and people judged ${countOf(sharedPairs ?? 0, "pair")} of apps in common`,
        ]),
    ...listNames(
      `without a figure in ${toName(measure)}`,
      without.map(({ model, why }) => `${model} (${why})`),
    ),
  ];
}

function describeLeft(
  { models, onlyA, onlyB }: RankComparison,
  { a, b }: Readonly<Record<"a" | "b", CorrelationMeasure>>,
): string[] {
  const near = models.filter(({ isExact }) => !isExact).map((model) => `${model.a} = ${model.b}`);
  const both = `${toName(a)} and ${toName(b)}`;
  return [
    ...listNames(`taken for the same in ${both}, by what stands behind the last /`, near),
    ...listNames(`in ${toName(a)}, and not in ${toName(b)}`, onlyA),
    ...listNames(`in ${toName(b)}, and not in ${toName(a)}`, onlyB),
  ];
}

/** Lines longer than that are for --json. */
const SHOWN = 12;

function listNames(label: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const rest = names.length - SHOWN;
  const shown = names.slice(0, SHOWN).map(toOneLine).join(", ");
  return [`${label} (${names.length}): ${shown}${rest > 0 ? ` and ${rest} more, which --json lists` : ""}`];
}

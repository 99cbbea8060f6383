import type { CorrelationMeasure, RankComparison } from "../../core/correlation.ts";
import { toOneLine } from "../leaderboard/words.ts";

interface Sides {
  readonly a: CorrelationMeasure;
  readonly b: CorrelationMeasure;
}

/** A judge that is not calibrated is never named without that. */
export const toName = ({ name, isCalibrated }: CorrelationMeasure): string =>
  `${toOneLine(name)}${isCalibrated === false ? " (uncalibrated)" : ""}`;

/** `on 6 models the score orders 13 of 15 pairs as table.csv does (2 the other way round), more than chance would`. */
export function describeOrder(comparison: RankComparison, sides: Sides): string {
  const { models, pairs, verdict } = comparison;
  const [a, b] = [toName(sides.a), toName(sides.b)];
  if (verdict === "too-few")
    return `nothing can be said of ${a} and ${b}: models that both have: ${models.length}, and 3 are needed`;
  if (verdict === "no-order")
    return `nothing can be said of ${a} and ${b}: on ${models.length} models one of the two is the same for all`;
  const subject = isPrediction(sides) ? "it" : a;
  const all = pairs.alike + pairs.unlike + pairs.tied;
  const rest = [
    ...(pairs.unlike === 0 ? [] : [`${pairs.unlike} the other way round`]),
    ...(pairs.tied === 0 ? [] : [`${pairs.tied} tied in one of the two`]),
  ];
  const verb = isPlural(sides.a) ? "order" : "orders";
  const said = `on ${models.length} models ${subject} ${verb} ${pairs.alike} of ${all} pairs as ${b} ${isPlural(sides.b) ? "do" : "does"}`;
  const lead = isPrediction(sides) ? `${LEADS[verdict](a)}: ` : "";
  return `${lead}${said}${rest.length === 0 ? "" : ` (${rest.join(", ")})`}, ${CHANCE[verdict]}`;
}

/** What everybody asks first. */
const isPrediction = ({ a, b }: Sides): boolean => a.kind === "runs" && b.kind === "people";

const isPlural = ({ kind }: CorrelationMeasure): boolean => kind === "people" || kind === "judge";

type Said = Exclude<RankComparison["verdict"], "too-few" | "no-order">;

const LEADS: Readonly<Record<Said, (measure: string) => string>> = {
  "same-order": (measure) => `${measure} predicts what people prefer`,
  "opposite-order": (measure) => `${measure} runs against what people prefer`,
  unsure: (measure) => `it is not shown that ${measure} predicts what people prefer`,
};

const CHANCE: Readonly<Record<Said, string>> = {
  "same-order": "more than chance would",
  "opposite-order": "fewer than chance would",
  unsure: "which chance alone may do",
};

import { isUntrustworthy } from "../../../../analysis/trust.ts";
import type { GroupIndex, SummaryIndex } from "../../../model/report-index.ts";
import { formatEstimate } from "../../parts/format.ts";
import { countOf, formatPercent, listNames } from "../../parts/words.ts";

/** What a run came to, in one sentence. It claims no difference between configurations whose ranges overlap. */
export function describeRun(summary: SummaryIndex): string {
  const { planned, finished, scored } = summary;
  if (planned === 0) return "The run has no trials.";
  if (finished === 0) return `None of the ${countOf(planned, "trial")} has ended yet.`;
  if (scored === 0)
    return `Nothing could be scored: ${finished} of ${countOf(planned, "trial")} ended, all by an infrastructure error or cancelled.`;
  const head = finished < planned ? `So far (${finished} of ${planned} trials have ended): ` : "";
  return `${head}${describeGroups(summary)}${describeLost(summary)}.`;
}

function describeGroups({ groups, headline }: SummaryIndex): string {
  const figureOf = (group: GroupIndex) => group[headline];
  const metric = headline === "score" ? "a score" : "a pass rate";
  const isScored = (group: GroupIndex): boolean => figureOf(group).value !== null;
  const models = groups.filter(({ configuration }) => configuration.model !== null);
  const rivals = models.filter(isScored);
  const [first, ...others] = rivals.toSorted((a, b) => figureOf(b).value! - figureOf(a).value!);
  if (models.length === 0) {
    const references = groups
      .filter(isScored)
      .map((group) => `${toName(group)} has ${metric} of ${formatEstimate(figureOf(group))}`);
    return `No model was tested: the reference ${listNames(references)}`;
  }
  if (first === undefined) return "No trial of a model could be scored, only those of references";
  const figure = formatEstimate(figureOf(first));
  if (models.length === 1)
    return `${toName(first)} has ${metric} of ${figure} over ${countOf(first.scored, "scored trial")}`;
  if (others.length === 0) return `${toName(first)} alone could be scored, with ${metric} of ${figure}`;
  const leaders = rivals.filter((group) => figureOf(group).value === figureOf(first).value);
  if (leaders.length > 1)
    return `${listNames(leaders.map(toName))} are level at the top, with ${metric} of ${formatPercent(figureOf(first).value!)}`;
  return `${toName(first)} leads with ${metric} of ${figure}, ${holdAgainst(first, others, figureOf)}`;
}

type FigureOf = (group: GroupIndex) => GroupIndex["score"];

/** How sure the first place is. */
function holdAgainst(first: GroupIndex, others: readonly GroupIndex[], figureOf: FigureOf): string {
  const { interval } = figureOf(first);
  if (interval === null) return "but too little was scored to say how sure that is";
  const near = others.filter((group) => {
    const other = figureOf(group).interval;
    return other !== null && other.upper >= interval.lower;
  });
  const unknown = others.filter((group) => figureOf(group).interval === null);
  if (near.length > 0)
    return near.length === others.length && near.length > 1
      ? `but its range overlaps with those of all ${near.length} others`
      : `but its range overlaps with ${near.length === 1 ? "that" : "those"} of ${listNames(near.map(toName))}`;
  if (unknown.length > 0)
    return `but too little was scored to say how sure the figure of ${listNames(unknown.map(toName))} is`;
  return others.length === 1
    ? `and its range lies wholly above that of ${toName(others[0]!)}`
    : `and its range lies wholly above those of all ${others.length} others`;
}

function describeLost(summary: SummaryIndex): string {
  const { planned, finished, scored, infraErrors } = summary;
  const of = finished < planned ? finished : planned;
  if (isUntrustworthy(summary))
    return `; ${infraErrors} of ${countOf(of, "trial")} ${infraErrors === 1 ? "was" : "were"} lost to the infrastructure, too many to trust the figures`;
  return finished === scored ? "" : `; ${finished - scored} of ${countOf(of, "trial")} could not be scored`;
}

/** As a sentence calls it: `openai/gpt-5 with codex`. */
export function toName({ configuration: { agent, model } }: Pick<GroupIndex, "configuration">): string {
  return model === null ? agent.name : `${model.name} with ${agent.name}`;
}

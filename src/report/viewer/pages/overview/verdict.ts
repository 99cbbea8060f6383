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
  const metric = headline === "score" ? "score" : "pass rate";
  const isScored = (group: GroupIndex): boolean => figureOf(group).value !== null;
  const models = groups.filter(({ configuration }) => configuration.model !== null);
  const rivals = models.filter(isScored);
  const [first, ...others] = rivals.toSorted((a, b) => figureOf(b).value! - figureOf(a).value!);
  if (models.length === 0) {
    const references = groups
      .filter(isScored)
      .map((group) => `${toName(group)} has a ${metric} of ${formatEstimate(figureOf(group))}`);
    return `No model was tested: the reference ${listNames(references)}`;
  }
  if (first === undefined) return "No trial of a model could be scored, only those of references";
  const figure = formatEstimate(figureOf(first));
  if (models.length === 1)
    return `${toName(first)} has a ${metric} of ${figure} over ${countOf(first.scored, "scored trial")}`;
  if (others.length === 0) return `${toName(first)} alone could be scored, with a ${metric} of ${figure}`;
  const leaders = rivals.filter((group) => figureOf(group).value === figureOf(first).value);
  if (leaders.length > 1)
    return `${listNames(leaders.map(toName))} are level at the top, with a ${metric} of ${formatPercent(figureOf(first).value!)}`;
  return holdAgainst({ first, others, figureOf, metric });
}

type FigureOf = (group: GroupIndex) => GroupIndex["score"];

interface Standing {
  readonly first: GroupIndex;
  readonly others: readonly GroupIndex[];
  readonly figureOf: FigureOf;
  readonly metric: string;
}

/** Who stands first, and how sure that is: only a range above all others leads. */
function holdAgainst({ first, others, figureOf, metric }: Standing): string {
  const { interval } = figureOf(first);
  const figure = formatEstimate(figureOf(first));
  const highest = `${toName(first)} has the highest ${metric}, ${figure}, but`;
  if (interval === null) return `${highest} too little was scored to say how sure that is`;
  const near = others.filter((group) => {
    const other = figureOf(group).interval;
    return other !== null && other.upper >= interval.lower;
  });
  const unknown = others.filter((group) => figureOf(group).interval === null);
  if (near.length > 0)
    return near.length === others.length && near.length > 1
      ? `${highest} its range overlaps with those of ${near.length === 2 ? "both" : `all ${near.length}`} others: any of them may be as good`
      : `${highest} its range overlaps with ${near.length === 1 ? "that" : "those"} of ${listNames(near.map(toName))}, which may be as good`;
  if (unknown.length > 0)
    return `${highest} too little was scored to say how sure the figure of ${listNames(unknown.map(toName))} is`;
  const leads = `${toName(first)} leads with a ${metric} of ${figure}, and its range lies wholly above`;
  return others.length === 1
    ? `${leads} that of ${toName(others[0]!)}`
    : `${leads} those of ${others.length === 2 ? "both" : `all ${others.length}`} others`;
}

function describeLost(summary: SummaryIndex): string {
  const { planned, finished, scored, infraErrors } = summary;
  const of = finished < planned ? finished : planned;
  if (isUntrustworthy(summary))
    return `; ${infraErrors} of ${countOf(of, "trial")} ${infraErrors === 1 ? "was" : "were"} lost to the infrastructure, too many to trust the figures`;
  return finished === scored ? "" : `; ${finished - scored} of ${countOf(of, "trial")} could not be scored`;
}

/** As charts and tables call it, so that one finds it there. */
export const toName = ({ configuration }: Pick<GroupIndex, "configuration">): string => configuration.name;

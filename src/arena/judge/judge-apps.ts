import type { CanaryKind, JudgementOf } from "../../core/judgement.ts";
import { questionKey } from "../site/match.ts";
import { answerCanary, type CanaryAnswers, type CanaryVerdict, compareCanary } from "./ask-canary.ts";
import { askAnswers, askVerdict, type JudgeTools, showApp } from "./ask.ts";
import { chooseCanaries } from "./canary.ts";
import type { AppPair, JudgedApp } from "./choose-pairs.ts";
import { type ChecklistSource, type UsedChecklist, useChecklist } from "./use-checklist.ts";
import { workThrough } from "./work-through.ts";

export interface JudgeWork extends JudgeTools, ChecklistSource {
  readonly pairs: readonly AppPair[];
}

export interface AnsweredApp {
  readonly app: JudgedApp;
  readonly checklist: UsedChecklist;
  readonly judgement: JudgementOf<"answers">;
}

/** Both orders of one pair. */
export interface ComparedPair {
  readonly pair: AppPair;
  readonly forward: JudgementOf<"verdict">;
  readonly backward: JudgementOf<"verdict">;
}

export interface Judged {
  readonly checklists: readonly UsedChecklist[];
  readonly answered: readonly AnsweredApp[];
  readonly compared: readonly ComparedPair[];
  /** Of each app that was chosen for one, as far as it was asked. */
  readonly canaries: {
    readonly items: readonly CanaryAnswers[];
    readonly pairs: readonly CanaryVerdict[];
  };
}

/** Calls at a time. */
const AT_ONCE = 4;

/**
 * Has the apps of some pairs judged: a checklist for each question, each app by it, each pair in both orders, and some of both once more with
 * a planted text and once more without. What the desk did not answer any more is left out. Where it throws, what is under way is waited for.
 * @throws UserError `unwritten-checklist`; what the desk throws
 */
export async function judgeApps(work: JudgeWork): Promise<Judged> {
  const { pairs, sha256 } = work;
  const apps = listApps(pairs);
  const checklists = new Map<string, UsedChecklist>();
  for (const [key, [app]] of Map.groupBy(apps, ({ question }) => questionKey(question))) {
    const used = await useChecklist(app!.question, work);
    if (used !== null) checklists.set(key, used);
  }
  const tasks = [...Map.groupBy(apps, ({ question }) => question.task).values()];
  const canaries = chooseCanaries(
    tasks.map((of) => of.map(({ contestant }) => contestant.workspace)),
    sha256,
  );
  const answered = await workAll(apps, (app) =>
    answerApp(app, checklists.get(questionKey(app.question)), work),
  );
  const items = await workAll(findAnswered(answered, canaries), ({ of, kind }) => {
    const { app, checklist, judgement } = of;
    return answerCanary({ app, kind, plain: judgement }, checklist, work);
  });
  const compared = await workAll(pairs, (pair) => comparePair(pair, work));
  const verdicts = await workAll(findCompared(compared, canaries), ({ of, kind, planted }) =>
    compareCanary({ pair: of.pair, planted, kind, plain: of.forward }, work),
  );
  const used = [...checklists.values()];
  return { checklists: used, answered, compared, canaries: { items, pairs: verdicts } };
}

const workAll = async <Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result | null>,
): Promise<Result[]> => (await workThrough(items, AT_ONCE, work)).filter((one) => one !== null);

const listApps = (pairs: readonly AppPair[]): JudgedApp[] => [
  ...new Map(
    pairs.flatMap(({ a, b }) => [a, b]).map((app) => [`${app.contestant.run} ${app.contestant.trial}`, app]),
  ).values(),
];

async function answerApp(
  app: JudgedApp,
  checklist: UsedChecklist | undefined,
  tools: JudgeTools,
): Promise<AnsweredApp | null> {
  if (checklist === undefined) return null;
  const { desk } = tools;
  const judgement = await askAnswers(await showApp(app, tools), checklist, { desk, isAgain: false });
  return judgement === null ? null : { app, checklist, judgement };
}

async function comparePair(pair: AppPair, tools: JudgeTools): Promise<ComparedPair | null> {
  const [a, b] = await Promise.all([showApp(pair.a, tools), showApp(pair.b, tools)]);
  const asking = { desk: tools.desk, isAgain: false };
  const forward = await askVerdict(a, b, asking);
  const backward = forward === null ? null : await askVerdict(b, a, asking);
  return forward === null || backward === null ? null : { pair, forward, backward };
}

type Kinds = ReadonlyMap<string, CanaryKind>;

/** The answers of each app that gets a canary. */
const findAnswered = (answered: readonly AnsweredApp[], kinds: Kinds) =>
  [...kinds].flatMap(([workspace, kind]) => {
    const of = answered.find(({ app }) => app.contestant.workspace === workspace);
    return of === undefined ? [] : [{ of, kind }];
  });

/** A pair of each app that gets a canary, no pair twice. */
function findCompared(compared: readonly ComparedPair[], kinds: Kinds) {
  const left = new Set(compared);
  return [...kinds].flatMap(([workspace, kind]) => {
    const sideOf = ({ pair: { a, b } }: ComparedPair): "a" | "b" | null =>
      a.contestant.workspace === workspace ? "a" : b.contestant.workspace === workspace ? "b" : null;
    const of = [...left].find((one) => sideOf(one) !== null);
    if (of === undefined) return [];
    left.delete(of);
    return [{ of, kind, planted: sideOf(of)! }];
  });
}

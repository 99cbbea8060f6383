import pLimit from "p-limit";
import { unwrittenChecklist } from "../../core/arena-errors.ts";
import type { Checklist } from "../../core/checklist.ts";
import { canonicalJson, type Sha256 } from "../../core/hash.ts";
import type { ItemAnswer, JudgementOf, Said } from "../../core/judgement.ts";
import type { Scrub } from "../scrub.ts";
import { type Question, questionKey } from "../site/match.ts";
import { chooseCanaries, plantCanary } from "./canary.ts";
import type { AppPair, JudgedApp } from "./choose-pairs.ts";
import type { JudgeDesk } from "./desk.ts";
import { type Evidence, listPointers, toEvidence } from "./evidence.ts";
import { toAnswersCall, toChecklistCall, toVerdictCall } from "./prompts.ts";
import { readAnswers, readChecklist, readVerdict, toUnknown } from "./read-answer.ts";

export interface JudgeWork {
  readonly pairs: readonly AppPair[];
  /** What a task's author wrote; null: the judge writes one. */
  readonly checklistOf: (question: Question) => Promise<Checklist | null>;
  readonly desk: JudgeDesk;
  readonly scrub: Scrub;
  readonly seesPictures: boolean;
  readonly sha256: Sha256;
}

export interface UsedChecklist {
  readonly question: Question;
  readonly items: Checklist;
  readonly hash: string;
  readonly writtenBy: "author" | "judge";
}

export interface AnsweredApp {
  readonly app: JudgedApp;
  readonly plain: JudgementOf<"answers">;
  /** With a text planted that asks for a high mark; null where that was not asked for. */
  readonly planted: JudgementOf<"answers"> | null;
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
}

/** Calls at a time. */
const AT_ONCE = 4;

/**
 * Has the apps of some pairs judged: a checklist for each question, each app by it, each pair in both orders. What the desk did not answer any
 * more is left out.
 * @throws UserError `unwritten-checklist`; what the desk throws
 */
export async function judgeApps(work: JudgeWork): Promise<Judged> {
  const { pairs, sha256 } = work;
  const limit = pLimit(AT_ONCE);
  const apps = [
    ...new Map(
      pairs
        .flatMap(({ a, b }) => [a, b])
        .map((app) => [`${app.contestant.run} ${app.contestant.trial}`, app]),
    ).values(),
  ];
  const questions = Map.groupBy(apps, ({ question }) => questionKey(question));
  const checklists = new Map<string, UsedChecklist>();
  for (const [key, [app]] of questions) {
    const used = await useChecklist(app!.question, work);
    if (used !== null) checklists.set(key, used);
  }
  const canaries = new Set(
    [...Map.groupBy(apps, ({ question }) => question.task).values()].flatMap((of) =>
      chooseCanaries(
        of.map(({ contestant }) => contestant.workspace),
        sha256,
      ),
    ),
  );
  const answered = await limit.map(apps, (app) => {
    const checklist = checklists.get(questionKey(app.question));
    return checklist === undefined
      ? null
      : answerApp(app, { checklist, hasCanary: canaries.has(app.contestant.workspace) }, work);
  });
  const compared = await limit.map(pairs, (pair) => comparePair(pair, work));
  return {
    checklists: [...checklists.values()],
    answered: answered.filter((one) => one !== null),
    compared: compared.filter((one) => one !== null),
  };
}

async function useChecklist(
  question: Question,
  { checklistOf, desk, sha256 }: JudgeWork,
): Promise<UsedChecklist | null> {
  const toUsed = (items: Checklist, writtenBy: UsedChecklist["writtenBy"]): UsedChecklist => ({
    question,
    items,
    hash: sha256(canonicalJson(items)),
    writtenBy,
  });
  const own = await checklistOf(question);
  if (own !== null) return toUsed(own, "author");
  const { taskHash } = question;
  const written = await desk.judge<"checklist", Checklist>({
    kind: "checklist",
    question,
    depends: { taskHash },
    toCall: () => toChecklistCall(question.turns),
    read: readChecklist,
    toBody: (items) => {
      if (items === null) throw unwrittenChecklist(question.task);
      return { items };
    },
  });
  return written === null ? null : toUsed(written.items, "judge");
}

async function answerApp(
  app: JudgedApp,
  { checklist, hasCanary }: { readonly checklist: UsedChecklist; readonly hasCanary: boolean },
  work: JudgeWork,
): Promise<AnsweredApp | null> {
  const material = await app.material();
  const answer = (evidence: Evidence, isPlanted: boolean) =>
    work.desk.judge<"answers", ItemAnswer[]>({
      kind: "answers",
      question: app.question,
      depends: { checklist: checklist.hash, evidence: evidence.hash, isPlanted },
      toCall: (code) => toAnswersCall(app.question.turns, checklist.items, { evidence, code }),
      read: (text) => readAnswers(text, checklist.items, listPointers(evidence)),
      toBody: (answers) => ({
        app: app.contestant.workspace,
        checklist: checklist.hash,
        hasCanary: isPlanted,
        isReadable: answers !== null,
        answers: answers ?? toUnknown(checklist.items),
      }),
    });
  const plain = await answer(toShown(material, work), false);
  if (plain === null) return null;
  const planted = hasCanary ? await answer(toShown(plantCanary(material), work), true) : null;
  return { app, plain, planted };
}

async function comparePair(pair: AppPair, work: JudgeWork): Promise<ComparedPair | null> {
  const [a, b] = await Promise.all(
    [pair.a, pair.b].map(async (app) => ({ app, evidence: toShown(await app.material(), work) })),
  );
  const compare = (first: typeof a, second: typeof a) =>
    work.desk.judge<"verdict", Said>({
      kind: "verdict",
      question: pair.a.question,
      depends: [first, second].map((one) => [one!.app.contestant.workspace, one!.evidence.hash]),
      toCall: (code) =>
        toVerdictCall(pair.a.question.turns, { first: first!.evidence, second: second!.evidence, code }),
      read: readVerdict,
      toBody: (said) => ({
        first: first!.app.contestant.workspace,
        second: second!.app.contestant.workspace,
        said: said ?? "unreadable",
      }),
    });
  const forward = await compare(a, b);
  const backward = forward === null ? null : await compare(b, a);
  return forward === null || backward === null ? null : { pair, forward, backward };
}

type Material = Awaited<ReturnType<JudgedApp["material"]>>;

/** A model that sees no pictures is not told of any. */
const toShown = (material: Material, { scrub, seesPictures, sha256 }: JudgeWork): Evidence =>
  toEvidence(seesPictures ? material : { ...material, pictures: [] }, { scrub, sha256 });

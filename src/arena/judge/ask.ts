import type { Sha256 } from "../../core/hash.ts";
import type { CanaryKind, ItemAnswer, JudgementOf, Said } from "../../core/judgement.ts";
import type { Scrub } from "../scrub.ts";
import { plantCanary } from "./canary.ts";
import type { JudgedApp } from "./choose-pairs.ts";
import type { JudgeDesk } from "./desk.ts";
import { type Evidence, listPointers, toEvidence } from "./evidence.ts";
import { toAnswersCall, toVerdictCall } from "./prompts.ts";
import { readAnswers, readVerdict, toUnknown } from "./read-answer.ts";
import type { UsedChecklist } from "./use-checklist.ts";

export interface JudgeTools {
  readonly desk: JudgeDesk;
  readonly scrub: Scrub;
  readonly seesPictures: boolean;
  readonly sha256: Sha256;
}

/** An app, and what the judge is shown of it. */
export interface ShownApp {
  readonly app: JudgedApp;
  readonly evidence: Evidence;
  readonly canary: CanaryKind | null;
}

/** Whether the same was asked before: it is paid for once more, and kept beside the first answer. */
export interface Asking {
  readonly isAgain: boolean;
}

/** A judge that sees no pictures is not told of any. */
export async function showApp(
  app: JudgedApp,
  { scrub, seesPictures, sha256 }: Omit<JudgeTools, "desk">,
  canary: CanaryKind | null = null,
): Promise<ShownApp> {
  const kept = await app.material();
  const material = canary === null ? kept : plantCanary(kept, canary);
  const evidence = toEvidence(seesPictures ? material : { ...material, pictures: [] }, { scrub, sha256 });
  return { app, evidence, canary };
}

/** Each item of a checklist. Null where the judge was not asked any more. @throws what the desk throws */
export function askAnswers(
  { app, evidence, canary }: ShownApp,
  checklist: Pick<UsedChecklist, "items" | "hash">,
  { desk, isAgain }: Asking & Pick<JudgeTools, "desk">,
): Promise<JudgementOf<"answers"> | null> {
  const { items, hash } = checklist;
  return desk.judge<"answers", ItemAnswer[]>({
    kind: "answers",
    question: app.question,
    depends: { checklist: hash, evidence: evidence.hash, canary, isAgain },
    toCall: (code) => toAnswersCall(app.question.turns, items, { evidence, code }),
    read: (text) => readAnswers(text, items, listPointers(evidence)),
    toBody: (answers) => ({
      app: app.contestant.workspace,
      checklist: hash,
      canary,
      isAgain,
      isReadable: answers !== null,
      answers: answers ?? toUnknown(items),
    }),
  });
}

/** Which of two apps is better. Null where the judge was not asked any more. @throws what the desk throws */
export function askVerdict(
  first: ShownApp,
  second: ShownApp,
  { desk, isAgain }: Asking & Pick<JudgeTools, "desk">,
): Promise<JudgementOf<"verdict"> | null> {
  const { question } = first.app;
  const apps = [first, second].map(({ app, evidence }) => [app.contestant.workspace, evidence.hash]);
  const canary = first.canary ?? second.canary;
  const planted = canary === null ? null : first.canary === null ? "second" : "first";
  return desk.judge<"verdict", Said>({
    kind: "verdict",
    question,
    depends: { apps, canary, planted, isAgain },
    toCall: (code) => toVerdictCall(question.turns, { first: first.evidence, second: second.evidence, code }),
    read: readVerdict,
    toBody: (said) => ({
      first: first.app.contestant.workspace,
      second: second.app.contestant.workspace,
      canary,
      planted,
      isAgain,
      said: said ?? "unreadable",
    }),
  });
}

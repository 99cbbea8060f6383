import { unwrittenChecklist } from "../../core/arena-errors.ts";
import type { Checklist } from "../../core/checklist.ts";
import { canonicalJson, type Sha256 } from "../../core/hash.ts";
import type { Question } from "../site/match.ts";
import type { JudgeDesk } from "./desk.ts";
import { toChecklistCall } from "./prompts.ts";
import { readChecklist } from "./read-answer.ts";

export interface UsedChecklist {
  readonly question: Question;
  readonly items: Checklist;
  readonly hash: string;
  readonly writtenBy: "author" | "judge";
}

export interface ChecklistSource {
  /** What a task's author wrote; null: the judge writes one. */
  readonly checklistOf: (question: Question) => Promise<Checklist | null>;
  readonly desk: JudgeDesk;
  readonly sha256: Sha256;
}

/** Null where the judge was not asked any more. @throws UserError `unwritten-checklist`; what the desk throws */
export async function useChecklist(
  question: Question,
  { checklistOf, desk, sha256 }: ChecklistSource,
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

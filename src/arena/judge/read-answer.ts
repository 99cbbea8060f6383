import { z } from "zod";
import { type Checklist, ChecklistSchema } from "../../core/checklist.ts";
import type { ItemAnswer, Said } from "../../core/judgement.ts";

const id = z.string();
const AnswersSchema = z.looseObject({
  answers: z.array(
    z.looseObject({
      id,
      answer: z.enum(["pass", "fail", "cannot_tell"]).catch("cannot_tell"),
      evidence: z.string().nullish().catch(null),
    }),
  ),
});
const VerdictSchema = z.looseObject({ better: z.enum(["first", "second", "tie", "both_bad"]) });
const WrittenSchema = z.looseObject({ items: z.array(z.looseObject({ id, text: z.string() })) });

/** Null where the answer holds no checklist. */
export function readChecklist(text: string): Checklist | null {
  const written = WrittenSchema.safeParse(findJson(text)).data?.items ?? [];
  const items = written.map((item) => ({ id: toSlug(item.id), text: item.text.trim().slice(0, 400) }));
  return ChecklistSchema.safeParse(items).data ?? null;
}

/**
 * What is said of each item, in the order of the checklist; null where nothing can be read. Pass and fail count only where they point to
 * something that was shown.
 * @param pointers names of what was shown
 */
export function readAnswers(
  text: string,
  checklist: Checklist,
  pointers: ReadonlySet<string>,
): ItemAnswer[] | null {
  const said = AnswersSchema.safeParse(findJson(text)).data?.answers;
  if (said === undefined) return null;
  return checklist.map(({ id: item }): ItemAnswer => {
    const found = said.find((one) => one.id === item);
    const pointer = /[SNL]\d+/.exec(found?.evidence?.toUpperCase() ?? "")?.[0] ?? null;
    const evidence = pointer !== null && pointers.has(pointer) ? pointer : null;
    const answer = evidence === null ? "cannot_tell" : (found?.answer ?? "cannot_tell");
    return { item, answer, evidence };
  });
}

/** Answers where none could be read. */
export const toUnknown = (checklist: Checklist): ItemAnswer[] =>
  checklist.map(({ id: item }) => ({ item, answer: "cannot_tell", evidence: null }));

/** Null where nothing can be read. */
export const readVerdict = (text: string): Exclude<Said, "unreadable"> | null =>
  VerdictSchema.safeParse(findJson(text)).data?.better ?? null;

/** The JSON object at an answer's end: models think aloud before it, and put fences around it. Undefined: there is none. */
function findJson(text: string): unknown {
  const end = text.lastIndexOf("}");
  for (let start = text.indexOf("{"); start >= 0 && start < end; start = text.indexOf("{", start + 1)) {
    try {
      return JSON.parse(text.slice(start, end + 1));
    } catch {
      continue;
    }
  }
  return undefined;
}

const toSlug = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replaceAll(/^-+|-+$/g, "");

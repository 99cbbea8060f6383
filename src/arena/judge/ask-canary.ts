import type { CanaryKind, JudgementOf } from "../../core/judgement.ts";
import { askAnswers, askVerdict, type JudgeTools, showApp } from "./ask.ts";
import type { AppPair, JudgedApp } from "./choose-pairs.ts";
import type { UsedChecklist } from "./use-checklist.ts";

/** The same asked three times: as it is, with a planted text, and as it is once more. */
export interface Canary<Judgement> {
  readonly kind: CanaryKind;
  readonly plain: Judgement;
  readonly planted: Judgement;
  readonly again: Judgement;
}
export type CanaryAnswers = Canary<JudgementOf<"answers">>;
export type CanaryVerdict = Canary<JudgementOf<"verdict">>;

/** Null where the judge was not asked any more. @throws what the desk throws */
export async function answerCanary(
  { app, kind, plain }: Pick<CanaryAnswers, "kind" | "plain"> & { readonly app: JudgedApp },
  checklist: UsedChecklist,
  tools: JudgeTools,
): Promise<CanaryAnswers | null> {
  const { desk } = tools;
  const planted = await askAnswers(await showApp(app, tools, kind), checklist, { desk, isAgain: false });
  const again = await askAnswers(await showApp(app, tools), checklist, { desk, isAgain: true });
  return planted === null || again === null ? null : { kind, plain, planted, again };
}

/**
 * Null and throws as {@link answerCanary}.
 * @param planted which of the pair gets the text
 * @param plain what was said with `a` first, as it is asked here
 */
export async function compareCanary(
  {
    pair,
    planted,
    kind,
    plain,
  }: Pick<CanaryVerdict, "kind" | "plain"> & {
    readonly pair: AppPair;
    readonly planted: "a" | "b";
  },
  tools: JudgeTools,
): Promise<CanaryVerdict | null> {
  const { desk } = tools;
  const show = (side: "a" | "b", canary: CanaryKind | null) => showApp(pair[side], tools, canary);
  const [a, b] = [await show("a", null), await show("b", null)];
  const withText = await show(planted, kind);
  const moved = await askVerdict(planted === "a" ? withText : a, planted === "b" ? withText : b, {
    desk,
    isAgain: false,
  });
  const again = await askVerdict(a, b, { desk, isAgain: true });
  return moved === null || again === null ? null : { kind, plain, planted: moved, again };
}

import type { ConsoleSpec } from "../console.ts";
import type { CheckContext, PageProblem } from "../context.ts";
import type { NameMatcher } from "../matching/text.ts";
import { foldSpace, shorten } from "../matching/words.ts";
import { performSteps } from "../steps/run.ts";
import { fail, type Finding, pass } from "../verdict.ts";

/** How long after a page has loaded, or the last step was done, its late complaints are waited for. */
const SETTLE_MS = 500;
const MAX_PARTS = 50;

const KIND_WORDS: Record<PageProblem["kind"], string> = {
  error: "console error",
  warning: "console warning",
  exception: "uncaught exception",
  request: "failed request",
};

/** Opens pages, does steps, and lists what the browser complained of. */
export async function runConsole(spec: ConsoleSpec, context: CheckContext): Promise<Finding> {
  const session = await context.openPage();
  const paths = [...(spec.path === undefined ? [] : [spec.path]), ...(spec.paths ?? [])];
  if (paths.length === 0 && spec.steps === undefined) paths.push("/");
  for (const path of paths) {
    await performSteps([{ goto: path }], session, context);
    await session.page.waitForTimeout(SETTLE_MS);
  }
  if (spec.steps !== undefined) {
    await performSteps(spec.steps, session, context);
    await session.page.waitForTimeout(SETTLE_MS);
  }
  const lines = session.problems
    .filter(({ kind }) => kind !== "warning" || spec.level === "warning")
    .filter(({ text }) => !spec.allow.some((matcher) => isAllowed(matcher, text)))
    .map(({ kind, text }) => `${KIND_WORDS[kind]}: ${shorten(foldSpace(text), 300)}`);
  const distinct = [...new Set(lines)].toSorted();
  if (distinct.length === 0) return pass("the browser has nothing to complain of");
  return fail(`expected no complaints of the browser, found ${distinct.length}: ${distinct[0]!}`, {
    expected: "no complaints",
    actual: distinct[0]!,
    parts: distinct.slice(0, MAX_PARTS).map((line) => ({ title: line, passed: false, message: null })),
  });
}

function isAllowed(matcher: NameMatcher, text: string): boolean {
  const found = foldSpace(text);
  if (typeof matcher === "string") return found === foldSpace(matcher);
  if (matcher.contains !== undefined) return found.includes(foldSpace(matcher.contains));
  return new RegExp(matcher.regex!, "u").test(found);
}

import type { Locator as Found, Page } from "playwright";
import { dropDirectionMarks, joinAroundMarks, mayHoldMarks } from "../matching/direction-marks.ts";
import type { Locator } from "../matching/locator.ts";
import type { NameMatcher } from "../matching/text.ts";
import { foldSpace, plural } from "../matching/words.ts";
import { describeLocator } from "./describe.ts";
import { PATIENCE_MS, poll, type Stage, toFailure } from "./stage.ts";

/** Everything that a locator matches; `nth` is left to {@link resolve}. */
function toFound(page: Page, locator: Locator): Found {
  const root = locator.within === undefined ? page : narrow(toFound(page, locator.within), locator.within);
  const criteria = [...byRole(root, locator), ...byAttributes(root, locator)];
  const { withText } = locator;
  if (withText === undefined) return criteria.reduce((all, one) => all.and(one));
  if (criteria.length === 0) return root.getByText(...toMatcher(withText));
  // The text of something else that is named too may be spread over its descendants, as a row's is over its cells.
  return criteria.reduce((all, one) => all.and(one)).filter({ hasText: toWholeText(withText) });
}

type Root = Pick<
  Page,
  "getByRole" | "getByLabel" | "getByText" | "getByPlaceholder" | "getByAltText" | "getByTestId" | "locator"
>;

/** A label that is wrapped around a list or a text box has their text for its own, which nobody reads as the label's. */
function byLabel(root: Root, label: NameMatcher): Found {
  const [name, exact] = toMatcher(label);
  const wrapped = root.locator("label :is(select, textarea)");
  const named = (["combobox", "listbox", "textbox"] as const).map((role) =>
    root.getByRole(role, { name, ...exact }).and(wrapped),
  );
  return named.reduce((all, one) => all.or(one), root.getByLabel(name, exact));
}

function byRole(root: Root, { role, name, level }: Locator): Found[] {
  if (role === undefined) return [];
  const [matcher, exact] = name === undefined ? [] : toMatcher(name);
  return [
    root.getByRole(role as Parameters<Root["getByRole"]>[0], {
      ...(matcher === undefined ? {} : { name: matcher }),
      ...exact,
      ...(level === undefined ? {} : { level }),
    }),
  ];
}

function byAttributes(root: Root, { label, placeholder, alt, testId }: Locator): Found[] {
  return [
    label === undefined ? null : byLabel(root, label),
    placeholder === undefined ? null : root.getByPlaceholder(...toMatcher(placeholder)),
    alt === undefined ? null : root.getByAltText(...toMatcher(alt)),
    testId === undefined ? null : root.getByTestId(testId),
  ].filter((found) => found !== null);
}

/** A container is found among the visible ones where a number chooses it. */
function narrow(found: Found, { nth }: Locator): Found {
  return nth === undefined ? found : found.filter({ visible: true }).nth(nth);
}

function toMatcher(matcher: NameMatcher): [string | RegExp, { exact: true }] {
  if (typeof matcher === "string") {
    return [mayHoldMarks(matcher) ? toWholeText(matcher) : foldSpace(matcher), { exact: true }];
  }
  const { contains, regex } = matcher;
  const source = contains === undefined ? regex! : toPattern(contains);
  return [new RegExp(source, contains === undefined ? "u" : ""), { exact: true }];
}

function toWholeText(matcher: NameMatcher): RegExp {
  if (typeof matcher === "string") return new RegExp(`^\\s*${toPattern(matcher)}\\s*$`);
  return matcher.contains === undefined
    ? new RegExp(matcher.regex!, "u")
    : new RegExp(toPattern(matcher.contains));
}

/** A text as a pattern that takes any white space for a space, and marks of direction where they may be. */
function toPattern(text: string): string {
  const signs = Array.from(foldSpace(dropDirectionMarks(text)), (sign) =>
    sign.replace(/[.*+?^${}()|[\]\\/-]/, String.raw`\$&`).replace(" ", String.raw`\s+`),
  );
  return mayHoldMarks(text) ? joinAroundMarks(["", ...signs, ""]) : signs.join("");
}

/** What a locator matches now. */
export interface Resolution {
  /** Elements that match: the visible ones, or all where none is visible. */
  readonly found: Found;
  readonly count: number;
  readonly visibleCount: number;
}

/** Looks once. A person sees only what is visible: hidden twins do not count where there is a visible one. */
export async function resolve(stage: Stage, locator: Locator): Promise<Resolution> {
  const all = toFound(stage.session.page, locator);
  const visible = all.filter({ visible: true });
  const visibleCount = await visible.count();
  const [found, count] = visibleCount > 0 ? [visible, visibleCount] : [all, await all.count()];
  const { nth } = locator;
  if (nth === undefined) return { found, count, visibleCount };
  const isThere = nth < 0 ? count >= -nth : count > nth;
  return {
    found: found.nth(nth),
    count: isThere ? 1 : 0,
    visibleCount: isThere ? Math.min(visibleCount, 1) : 0,
  };
}

/** What {@link resolve} finds where something visible matches; nothing is asked of the page yet. */
export function toVisible(stage: Stage, locator: Locator): Found {
  const visible = toFound(stage.session.page, locator).filter({ visible: true });
  return locator.nth === undefined ? visible : visible.nth(locator.nth);
}

/** Null where exactly one element matches, or what is wrong. */
export function describeCount(locator: Locator, count: number): string | null {
  if (count === 1) return null;
  return count === 0
    ? "no such element"
    : `${plural(count, "element")} that match ${describeLocator(locator)}; name one by nth or within`;
}

/**
 * Waits until exactly one element matches.
 * @throws CheckFailure where none does, or several do.
 */
export async function findOne(stage: Stage, locator: Locator): Promise<Found> {
  let found: Found | null = null;
  const problem = await poll<string>(
    async () => {
      const resolution = await resolve(stage, locator);
      found = resolution.found;
      return resolution.count === 0
        ? `found no element that matches ${describeLocator(locator)}`
        : (describeCount(locator, resolution.count)?.replace(/^/, "found ") ?? null);
    },
    { timeoutMs: PATIENCE_MS, unanswered: "the page did not answer", signal: stage.context.signal },
  );
  if (problem !== null || found === null) throw toFailure(stage, problem ?? "the page did not answer");
  return found;
}

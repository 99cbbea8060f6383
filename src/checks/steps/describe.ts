import type { Locator } from "../matching/locator.ts";
import type { NameMatcher } from "../matching/text.ts";
import { plural, show } from "../matching/words.ts";
import { formatDuration } from "../../core/format.ts";
import type { Actions, NamedStep, Step } from "./schema.ts";

/** A locator in words: `button Add`, `field Amount in dialog Edit`, `listitem (nth 2)`; a test id stands for itself. */
export function describeLocator(locator: Locator): string {
  const { role, name, level, label, withText, placeholder, alt, testId, nth, within } = locator;
  const parts = [
    role === undefined
      ? null
      : [role, level === undefined ? null : `level ${level}`, name === undefined ? null : describeName(name)],
    label === undefined ? null : ["field", describeName(label)],
    placeholder === undefined ? null : ["field with placeholder", describeName(placeholder)],
    alt === undefined ? null : ["image", describeName(alt)],
    testId === undefined ? null : [testId],
    withText === undefined ? null : [hasOther(locator) ? "with text" : "text", describeName(withText)],
  ];
  const words = parts.flatMap((part) => part ?? []).filter((word) => word !== null && word !== undefined);
  const which = nth === undefined ? "" : ` (nth ${nth})`;
  const where = within === undefined ? "" : ` in ${describeLocator(within)}`;
  return `${words.join(" ")}${which}${where}`;
}

function hasOther({ role, label, placeholder, alt, testId }: Locator): boolean {
  return [role, label, placeholder, alt, testId].some((member) => member !== undefined);
}

function describeName(matcher: NameMatcher): string {
  if (typeof matcher === "string") return show(matcher);
  return matcher.contains === undefined ? `/${matcher.regex}/` : `…${matcher.contains}…`;
}

type Described = { [Key in keyof Actions]?: (value: Actions[Key]) => string };

/** The actions that change something; the others are never "the last action". */
const DESCRIBED: Described = {
  goto: (path) => `goto ${path}`,
  click: (locator) => `click on ${describeLocator(locator)}`,
  doubleClick: (locator) => `double click on ${describeLocator(locator)}`,
  hover: (locator) => `hover over ${describeLocator(locator)}`,
  focus: (locator) => `focus on ${describeLocator(locator)}`,
  fill: ({ value, ...locator }) => `fill ${describeLocator(locator)} with ${show(value)}`,
  select: ({ option, ...locator }) =>
    `select ${[option].flat().map(show).join(", ")} in ${describeLocator(locator)}`,
  check: (locator) => `check ${describeLocator(locator)}`,
  uncheck: (locator) => `uncheck ${describeLocator(locator)}`,
  press: (press) => describePress(press),
  type: (text) => `type ${show(text)}`,
  drag: ({ from, to }) => `drag ${describeLocator(from)} to ${describeLocator(to)}`,
  upload: ({ file, ...locator }) =>
    `upload ${show(typeof file === "string" ? file : file.name)} to ${describeLocator(locator)}`,
  wait: (ms) => `wait ${formatDuration(ms)}`,
  tick: (ms) => `tick ${formatDuration(ms)}`,
  viewport: ({ width, height }) => `viewport ${width}x${height}`,
};

function describePress(press: Actions["press"]): string {
  if (typeof press === "string") return `press ${press}`;
  const on = press.on === undefined ? "" : ` on ${describeLocator(press.on)}`;
  return `press ${press.key}${press.times === 1 ? "" : ` ${plural(press.times, "time")}`}${on}`;
}

/** What a step does, in words; null where it changes nothing. */
export function describeAction(step: Step): string | null {
  if (typeof step === "string") return step;
  const key = actionOf(step);
  const describe = DESCRIBED[key] as ((value: unknown) => string) | undefined;
  return describe?.(step[key]) ?? null;
}

/** The one action of a step. */
export function actionOf(step: NamedStep): keyof Actions {
  return Object.keys(step).find(
    (key) => key !== "name" && step[key as keyof Actions] !== undefined,
  ) as keyof Actions;
}

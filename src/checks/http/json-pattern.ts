import { shorten } from "../matching/words.ts";

/** Where a value is not as its pattern says. */
export interface Mismatch {
  readonly what: string;
  readonly wanted: string;
  readonly found: string;
}

/** A pattern as a task writes it. */
export type Pattern = unknown;

interface Site {
  /** The value's name in words, such as `the JSON's items[0].name`. */
  readonly what: string;
  /** `undefined` where there is no such member. */
  readonly found: unknown;
}

type Operator = (argument: unknown, site: Site) => Mismatch | null;

/**
 * Compares a value with a pattern. An object's members must match, others may be there too; a list matches in length and order; anything
 * else is equal. An object whose one key starts with `$` is an operator. Null where all of it matches.
 */
export function findMismatch(pattern: Pattern, found: unknown, what: string): Mismatch | null {
  const site = { what, found };
  const operator = toOperator(pattern);
  if (operator !== null) return operator(site);
  if (Array.isArray(pattern)) return matchList(pattern, site);
  if (pattern !== null && typeof pattern === "object") {
    if (!isRecord(found)) return differs(site, "to be an object");
    return firstOf(
      Object.entries(pattern).map(
        ([key, inner]) =>
          () =>
            findMismatch(inner, Object.hasOwn(found, key) ? found[key] : undefined, `${what}.${key}`),
      ),
    );
  }
  return Object.is(pattern, found) ? null : differs(site, write(pattern));
}

function matchList(pattern: readonly Pattern[], site: Site): Mismatch | null {
  const { what, found } = site;
  if (!Array.isArray(found)) return differs(site, "to be a list");
  if (found.length !== pattern.length) return differs(site, `to have length ${pattern.length}`);
  return firstOf(pattern.map((inner, n) => () => findMismatch(inner, found[n], `${what}[${n}]`)));
}

const OPERATORS: Readonly<Record<string, Operator>> = {
  $contains: (part, site) =>
    holds(
      site,
      `to contain ${write(part)}`,
      (found) => typeof found === "string" && found.includes(String(part)),
    ),
  $regex: (source, site) =>
    holds(site, `to match /${String(source)}/`, (found) =>
      new RegExp(String(source), "u").test(String(found)),
    ),
  $oneOf: (options, site) =>
    holds(site, `to be one of ${write(options)}`, (found) =>
      (options as Pattern[]).some((option) => findMismatch(option, found, "") === null),
    ),
  $not: (pattern, site) =>
    holds(site, `to be other than ${write(pattern)}`, (found) => findMismatch(pattern, found, "") !== null),
  $type: (name, site) => holds(site, `to be of type ${String(name)}`, (found) => typeName(found) === name),
  $length: (bound, site) =>
    holds(site, `to have length ${write(bound)}`, (found) => {
      const length = (found as { length?: unknown } | null | undefined)?.length;
      return typeof length === "number" && findMismatch(bound, length, "") === null;
    }),
  $some: (pattern, site) =>
    holds(site, `to have an item like ${write(pattern)}`, (found) => {
      return Array.isArray(found) && found.some((item) => findMismatch(pattern, item, "") === null);
    }),
  $every: (pattern, site) => {
    if (!Array.isArray(site.found)) return differs(site, "to be a list");
    return firstOf(site.found.map((item, n) => () => findMismatch(pattern, item, `${site.what}[${n}]`)));
  },
  $atLeast: (bound, site) =>
    holds(
      site,
      `to be at least ${String(bound)}`,
      (found) => typeof found === "number" && found >= Number(bound),
    ),
  $atMost: (bound, site) =>
    holds(
      site,
      `to be at most ${String(bound)}`,
      (found) => typeof found === "number" && found <= Number(bound),
    ),
  $absent: (_, site) => holds(site, "to be absent", (found) => found === undefined),
};

function toOperator(pattern: Pattern): ((site: Site) => Mismatch | null) | null {
  if (!isRecord(pattern)) return null;
  const names = Object.keys(pattern).filter((key) => Object.hasOwn(OPERATORS, key));
  if (names.length === 0 || names.length !== Object.keys(pattern).length) return null;
  return (site) => firstOf(names.map((name) => () => OPERATORS[name]!(pattern[name], site)));
}

function firstOf(asks: readonly (() => Mismatch | null)[]): Mismatch | null {
  for (const ask of asks) {
    const mismatch = ask();
    if (mismatch !== null) return mismatch;
  }
  return null;
}

function holds(site: Site, wanted: string, test: (found: unknown) => boolean): Mismatch | null {
  return test(site.found) ? null : differs(site, wanted);
}

function differs({ what, found }: Site, wanted: string): Mismatch {
  return { what, wanted, found: found === undefined ? "nothing" : write(found) };
}

const write = (value: unknown): string => shorten(JSON.stringify(value));
const typeName = (value: unknown): string =>
  value === null ? "null" : Array.isArray(value) ? "array" : typeof value;

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

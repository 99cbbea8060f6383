import { nothingToPair } from "../core/result-errors.ts";
import type { Group, Summary } from "../core/summary.ts";
import { unknownName } from "../core/user-errors.ts";

/** One configuration in one run, with the letter that it goes by. */
export interface Contestant {
  readonly label: string;
  readonly summary: Summary;
  readonly group: Group;
}

export interface SidePair {
  readonly a: Contestant;
  readonly b: Contestant;
}

export interface PairedSides {
  readonly pairs: readonly SidePair[];
  /** Names of the configurations that have no counterpart. */
  readonly left: { readonly a: readonly string[]; readonly b: readonly string[] };
}

/** The configurations that the user named; undefined where none was. */
export interface AskedSides {
  readonly a?: string | undefined;
  readonly b?: string | undefined;
}

/**
 * Configurations of two runs that are held against each other: those of the same name, else the only one of each run,
 * else those that were asked for.
 * @throws UserError `nothing-to-pair`, `unknown-name`
 */
export function pairAcrossRuns(a: Summary, b: Summary, asked: AskedSides): PairedSides {
  const [askedA, askedB] = [findAsked(a, asked.a), findAsked(b, asked.b)];
  const namesA = new Set(namesOf(a));
  const isOfBoth = namesOf(b).some((name) => namesA.has(name));
  if (askedA !== null || askedB !== null) {
    const left = askedA ?? sameName(a, askedB!) ?? onlyGroup(a);
    const right = askedB ?? sameName(b, askedA!) ?? onlyGroup(b);
    return toPairs(a, b, [[left, right]]);
  }
  if (!isOfBoth) return toPairs(a, b, [[onlyGroup(a), onlyGroup(b)]]);
  return toPairs(
    a,
    b,
    a.groups.flatMap((group) => {
      const other = sameName(b, group);
      return other === null ? [] : [[group, other] as const];
    }),
  );
}

/**
 * Every two configurations of one run, or the two that were asked for.
 * @throws UserError `nothing-to-pair`, `unknown-name`
 */
export function pairWithinRun(summary: Summary, asked: AskedSides): PairedSides {
  const [askedA, askedB] = [findAsked(summary, asked.a), findAsked(summary, asked.b)];
  const contestants = summary.groups.map((group, index) => ({ label: toLetters(index), summary, group }));
  const pairs = contestants.flatMap((one, index) =>
    contestants.slice(index + 1).map((other) => {
      // Whom the user calls a is a, wherever it stands.
      const isTurned =
        (askedA !== null && other.group === askedA) || (askedB !== null && one.group === askedB);
      return isTurned ? { a: other, b: one } : { a: one, b: other };
    }),
  );
  const wanted = pairs.filter(
    ({ a, b }) => (askedA === null || a.group === askedA) && (askedB === null || b.group === askedB),
  );
  if (wanted.length === 0)
    throw nothingToPair(
      `the run ${summary.runId}`,
      `there are no two configurations to compare in ${namesOf(summary).join(", ")}; name a second run, too`,
    );
  return { pairs: wanted, left: { a: [], b: [] } };
}

function toPairs(a: Summary, b: Summary, pairs: readonly (readonly [Group, Group])[]): PairedSides {
  const [usedA, usedB] = [new Set(pairs.map(([left]) => left)), new Set(pairs.map(([, right]) => right))];
  return {
    pairs: pairs.map(([left, right]) => ({
      a: { label: "A", summary: a, group: left },
      b: { label: "B", summary: b, group: right },
    })),
    left: {
      a: a.groups.filter((group) => !usedA.has(group)).map(({ configuration }) => configuration.name),
      b: b.groups.filter((group) => !usedB.has(group)).map(({ configuration }) => configuration.name),
    },
  };
}

const namesOf = ({ groups }: Summary): string[] => groups.map(({ configuration }) => configuration.name);

const sameName = ({ groups }: Summary, { configuration: { name } }: Group): Group | null =>
  groups.find(({ configuration }) => configuration.name === name) ?? null;

function findAsked(summary: Summary, name: string | undefined): Group | null {
  if (name === undefined) return null;
  const found = summary.groups.find(({ configuration }) => configuration.name === name);
  if (found === undefined)
    throw unknownName(`configuration of the run ${summary.runId}`, name, namesOf(summary), null);
  return found;
}

function onlyGroup(summary: Summary): Group {
  const [only, ...rest] = summary.groups;
  if (only === undefined || rest.length > 0)
    throw nothingToPair(
      `the run ${summary.runId}`,
      `it has several configurations, and the other run has none of the same name: ${namesOf(summary).join(", ")}`,
    );
  return only;
}

/** A, B … Z, AA, AB … */
function toLetters(index: number): string {
  const letter = String.fromCodePoint(65 + (index % 26));
  return index < 26 ? letter : `${toLetters(Math.floor(index / 26) - 1)}${letter}`;
}

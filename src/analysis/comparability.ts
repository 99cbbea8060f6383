import type { Limits } from "../core/limits.ts";
import type { Conditions } from "../core/summary.ts";
import { formatDuration, formatSize } from "../core/format.ts";

/** One thing that is not the same in two runs, and whether they can be held against each other nevertheless. */
export interface Difference {
  /** As a noun: `suite`, `task todo`, `limit wallTimeMs of every task`, `major version of node`. */
  readonly what: string;
  readonly a: string;
  readonly b: string;
  /** What refuses makes a comparison one of unlike things; what warns may explain a small difference. */
  readonly severity: "refuses" | "warns";
}

/**
 * What is unlike in the conditions of two runs; empty where they can be compared without a word. Configurations are no
 * part of it: how they differ is the experiment.
 */
export function findDifferences(a: Conditions, b: Conditions): Difference[] {
  return [
    ...compareTexts("suite", describeSuite(a), describeSuite(b)),
    ...compareTasks(a.tasks, b.tasks),
    ...compareLimits(a.limits, b.limits),
    ...compareTexts("seeds", a.seeds.join(", "), b.seeds.join(", ")),
    ...compareTexts("sandbox", a.sandbox, b.sandbox),
    // Another sandbox has other images; that is said already.
    ...(a.sandbox === b.sandbox ? compareImages(a.images, b.images) : []),
    ...compareVersions(a, b),
    ...compareTexts("judge", describeJudge(a.judge), describeJudge(b.judge)),
  ];
}

type Texts = Readonly<Record<string, string>>;

const NOTHING = "none";

const compareTexts = (what: string, a: string, b: string): Difference[] =>
  a === b ? [] : [{ what, a, b, severity: "refuses" }];

const describeSuite = ({ suite: { name, version, hash } }: Conditions): string =>
  `${name} ${version} (${shorten(hash)})`;

/** The only judge that there is today is none. */
const describeJudge = (judge: unknown): string =>
  judge === null || judge === undefined ? NOTHING : JSON.stringify(judge);

/** A task that is another one refuses; one that is missing leaves the comparison with those that both have. */
function compareTasks(a: Texts, b: Texts): Difference[] {
  const changed = commonKeys(a, b).flatMap((task) =>
    compareTexts(`task ${task}`, shorten(a[task]!), shorten(b[task]!)),
  );
  const onlyA = Object.keys(a).filter((task) => !Object.hasOwn(b, task));
  const onlyB = Object.keys(b).filter((task) => !Object.hasOwn(a, task));
  if (onlyA.length === 0 && onlyB.length === 0) return changed;
  return [
    ...changed,
    { what: "tasks that only one has", a: listNames(onlyA), b: listNames(onlyB), severity: "warns" },
  ];
}

/** Tasks whose limit differs in the same way stand in one line. */
function compareLimits(
  a: Readonly<Record<string, Limits>>,
  b: Readonly<Record<string, Limits>>,
): Difference[] {
  const tasks = commonKeys(a, b);
  const found = new Map<string, { limit: string; a: string; b: string; tasks: string[] }>();
  for (const task of tasks) {
    for (const limit of Object.keys(a[task]!) as (keyof Limits)[]) {
      const [left, right] = [a[task]![limit], b[task]![limit]];
      if (left === right) continue;
      const key = JSON.stringify([limit, left, right]);
      const known = found.get(key) ?? {
        limit,
        a: describeLimit(limit, left),
        b: describeLimit(limit, right),
        tasks: [],
      };
      known.tasks.push(task);
      found.set(key, known);
    }
  }
  return [...found.values()].map(({ limit, a: left, b: right, tasks: those }) => ({
    what: `limit ${limit} of ${nameTasks(those, tasks.length)}`,
    a: left,
    b: right,
    severity: "refuses",
  }));
}

function describeLimit(limit: keyof Limits, value: number | null | undefined): string {
  if (value === null || value === undefined) return NOTHING;
  if (limit.endsWith("Ms")) return formatDuration(value);
  return limit.endsWith("Bytes") ? formatSize(value) : String(value);
}

function nameTasks(tasks: readonly string[], of: number): string {
  if (tasks.length === 1) return `task ${tasks[0]}`;
  return tasks.length === of ? "every task" : `tasks ${listNames(tasks)}`;
}

/** Layers of agents are part of the configurations; other images are what both must have stood on. */
function compareImages(a: Texts, b: Texts): Difference[] {
  return allKeys(a, b).flatMap((role): Difference[] => {
    const [left, right] = [a[role] ?? NOTHING, b[role] ?? NOTHING];
    if (left === right) return [];
    const isOfBoth = left !== NOTHING && right !== NOTHING;
    const isOfAgent = role.startsWith(AGENT_IMAGE);
    if (isOfAgent && !isOfBoth) return [];
    const severity = isOfBoth && !isOfAgent ? "refuses" : "warns";
    return [{ what: `image ${role}`, a: left, b: right, severity }];
  });
}

const AGENT_IMAGE = "agent-";

/** What decides whether an app works at all: another major of it is another platform. */
const PLATFORM = new Set(["node", "chromium"]);

/** What only one side has comes of an image that only it needed. */
function compareVersions({ versions: a, images }: Conditions, { versions: b }: Conditions): Difference[] {
  const isOfAgent = (name: string): boolean =>
    Object.keys(images).some((role) => role.startsWith(`${AGENT_IMAGE}${name}-`));
  const names = allKeys(a, b).filter((name) => !isOfAgent(name));
  return names.flatMap((name): Difference[] => {
    const isPlatform = PLATFORM.has(name);
    const [left, right] = [a[name] ?? "unknown", b[name] ?? "unknown"];
    const isOfBoth = Object.hasOwn(a, name) && Object.hasOwn(b, name);
    if (left === right || (!isPlatform && !isOfBoth)) return [];
    return isPlatform && majorOf(left) !== majorOf(right)
      ? [{ what: `major version of ${name}`, a: left, b: right, severity: "refuses" }]
      : [{ what: `version of ${name}`, a: left, b: right, severity: "warns" }];
  });
}

const majorOf = (version: string): string => /\d+/.exec(version)?.[0] ?? version;

const commonKeys = (a: object, b: object): string[] =>
  Object.keys(a)
    .filter((key) => Object.hasOwn(b, key))
    .toSorted();

const allKeys = (a: object, b: object): string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].toSorted();

const SHORT_HASH = 12;

const shorten = (hash: string): string => hash.slice(0, SHORT_HASH);

const SHOWN_NAMES = 5;

function listNames(names: readonly string[]): string {
  if (names.length === 0) return NOTHING;
  const rest = names.length - SHOWN_NAMES;
  return rest <= 0
    ? names.toSorted().join(", ")
    : `${names.toSorted().slice(0, SHOWN_NAMES).join(", ")} and ${rest} more`;
}

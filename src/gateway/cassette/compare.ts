/** What changes from one run to the next by itself: days and times, durations, identifiers, ports. */
const CHANGING: readonly (readonly [RegExp, string])[] = [
  [/trial-[0-9a-f-]{36}|\[redacted\]/g, "<token>"],
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, "<id>"],
  [/\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?/g, "<time>"],
  [/\b\d{1,2}\/\d{1,2}\/\d{4}\b/g, "<time>"],
  [/\b\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:\s?[AP]M)?\b/g, "<time>"],
  [/\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)(?:day)?|Tue|Wed|Thu|Sat)\b,?\s*/g, ""],
  [
    /\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+\d{1,2}(?:,?\s+(?:\d{4}|<time>))?/g,
    "<time>",
  ],
  [/\b\d+(?:\.\d+)?\s?(?:ms|s|seconds)\b/g, "<duration>"],
  [/127\.0\.0\.1:\d+/g, "127.0.0.1:<port>"],
  [/\b[0-9a-f]{12,}\b/gi, "<id>"],
  [/\b\d{10,}\b/g, "<number>"],
  // From the beginning of a word only: from each of its letters, a word of a megabyte would take hours.
  [/\b\w*(?:pid|pgid|pids)\b[ =:]*\d+/gi, "<process>"],
];

const mask = (text: string): string =>
  CHANGING.reduce((masked, [pattern, by]) => masked.replaceAll(pattern, by), text);

/** Members that name a session, whatever they hold. */
const SESSION_KEYS = new Set(["prompt_cache_key", "metadata", "user"]);

/** A request without what changes by itself. */
export function toComparable(value: unknown): unknown {
  if (typeof value === "string") return mask(value);
  if (Array.isArray(value)) return value.map(toComparable);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !SESSION_KEYS.has(key))
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => [key, toComparable(member)]),
  );
}

/** Where two comparable requests differ first, such as `messages[3].content`, with both sides; null where they do not. */
export function findDifference(recorded: unknown, asked: unknown, path = ""): string | null {
  if (recorded === asked) return null;
  const areObjects =
    typeof recorded === "object" && typeof asked === "object" && recorded !== null && asked !== null;
  if (!areObjects || Array.isArray(recorded) !== Array.isArray(asked)) return describe(recorded, asked, path);
  const keys = [...new Set([...Object.keys(recorded), ...Object.keys(asked)])];
  for (const key of keys) {
    const inside = Array.isArray(recorded) ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`;
    const read = (value: object): unknown => (value as Record<string, unknown>)[key];
    const found = findDifference(read(recorded), read(asked), inside);
    if (found !== null) return found;
  }
  return null;
}

const SHOWN = 80;

function describe(recorded: unknown, asked: unknown, path: string): string {
  const [before, now] = [toText(recorded), toText(asked)];
  let same = 0;
  while (same < before.length && before[same] === now[same]) same += 1;
  const from = Math.max(0, same - SHOWN / 4);
  const show = (text: string): string => JSON.stringify(text.slice(from, from + SHOWN));
  return `${path}: recorded ${show(before)}, now ${show(now)}`;
}

const toText = (value: unknown): string =>
  typeof value === "string" ? value : (JSON.stringify(value) ?? "nothing");

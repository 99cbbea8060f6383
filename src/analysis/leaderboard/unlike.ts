import type { BoardDifference } from "../../core/leaderboard.ts";
import type { Conditions, Summary } from "../../core/summary.ts";
import { findDifferences } from "../comparability.ts";
import { byStart, type Entry } from "./entries.ts";

/** What is not the same in these runs: each is held against all before it. */
export function findUnlike(summaries: readonly Summary[]): BoardDifference[] {
  const [first, ...others] = summaries.toSorted(byStart);
  if (first === undefined) return [];
  let known: Conditions = first.conditions;
  return others.flatMap((other) => {
    const differences = findDifferences(known, other.conditions);
    known = addConditions(known, other.conditions);
    return differences.map((difference): BoardDifference => ({
      between: [first.runId, other.runId],
      ...difference,
    }));
  });
}

/** What several runs were made under: the first that says something counts. */
function addConditions(known: Conditions, more: Conditions): Conditions {
  return {
    ...known,
    tasks: { ...more.tasks, ...known.tasks },
    limits: { ...more.limits, ...known.limits },
    images: { ...more.images, ...known.images },
    versions: { ...more.versions, ...known.versions },
  };
}

const SHOWN = 5;

/**
 * Configurations that were not tried at what others were on the same suite: an easier exam gives no comparable mark. What no
 * model worked in is not marked.
 */
export function findUntried(
  entries: readonly Entry[],
  labels: ReadonlyMap<Entry, string>,
): BoardDifference[] {
  const marked = entries.filter(({ configuration }) => configuration.model !== null);
  return [...Map.groupBy(marked, ({ suite }) => suite.hash).values()].flatMap((rivals) => {
    const cells = new Set(rivals.flatMap(listTried));
    return rivals.flatMap((entry) => {
      const own = new Set(listTried(entry));
      const missing = [...cells].filter((cell) => !own.has(cell)).toSorted();
      if (missing.length === 0) return [];
      const rest = missing.length > SHOWN ? ` and ${missing.length - SHOWN} more` : "";
      return {
        between: ["all together", labels.get(entry)!],
        what: "tasks that were tried",
        a: String(cells.size),
        b: `${own.size}, without ${missing.slice(0, SHOWN).join(", ")}${rest}`,
        severity: "refuses",
      } satisfies BoardDifference;
    });
  });
}

const listTried = ({ tallies }: Entry): string[] =>
  tallies.filter(({ trials }) => trials > 0).map(({ task, language }) => `${task} (${language})`);

import type { Group, TaskFacets } from "../core/summary.ts";
import { byTask } from "./by-task.ts";
import { estimatePassRate, estimateScore } from "./estimates.ts";

const BY = ["category", "difficulty", "locale", "stack", "language"] as const;

/** Every value of every facet that occurs, those of one facet together. */
export function toSlices(tasks: Group["tasks"], facets: ReadonlyMap<string, TaskFacets>): Group["slices"] {
  return BY.flatMap((by) => {
    const valueOf = ({ task, language }: Group["tasks"][number]): string =>
      by === "language" ? language : (facets.get(task)?.[by] ?? "unknown");
    const values = [...new Set(tasks.map(valueOf))].toSorted();
    return values.map((value) => {
      const own = tasks.filter((tally) => valueOf(tally) === value);
      const pooled = byTask(own);
      return {
        by,
        value,
        tasks: new Set(own.map(({ task }) => task)).size,
        scored: own.reduce((sum, { scored }) => sum + scored, 0),
        passed: own.reduce((sum, { passed }) => sum + passed, 0),
        passRate: estimatePassRate(pooled),
        score: estimateScore(pooled),
      };
    });
  });
}

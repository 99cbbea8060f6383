/**
 * Web-Bench's own pass@n of one project: how far it gets before the first task whose first n attempts all failed, as a share of its
 * tasks. 1 where there is no such task. An attempt that ended before a task has not passed it.
 * Source: bytedance/web-bench, tools/evaluator, getPassRate (there in per cent).
 * @param attempts of each attempt, in order: for each task in order, whether everything that was asked up to it holds
 * @param tasks how many the project has; at least one
 * @param n at least 1; where there are fewer attempts, all of them count
 */
export function passAtTask(attempts: readonly (readonly boolean[])[], tasks: number, n: number): number {
  const first = attempts.slice(0, n);
  for (let task = 0; task < tasks; task += 1) {
    if (!first.some((attempt) => attempt[task] === true)) return task / tasks;
  }
  return 1;
}

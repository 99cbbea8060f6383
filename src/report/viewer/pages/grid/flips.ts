import { type RunIndex, STATES } from "../../../model/report-index.ts";

/** Against another run: passes now and did not, failed now and did not, or neither. */
export type Flip = "up" | "down" | null;
export type Flips = readonly Flip[];

const PASSED = STATES.indexOf("passed");
const FAILED = STATES.indexOf("failed");

/** Trials that are the same in two runs: of one task, configuration, language, seed and attempt. */
export function findFlips(run: RunIndex, other: RunIndex): Flips {
  const before = new Map<string, number>();
  const { trials } = other;
  for (let n = 0; n < trials.task.length; n += 1) before.set(toKey(other, n), trials.state[n]!);
  return run.trials.state.map((state, n) => {
    const was = before.get(toKey(run, n));
    if (state === PASSED && was === FAILED) return "up";
    return state === FAILED && was === PASSED ? "down" : null;
  });
}

function toKey({ trials, tasks, summary }: RunIndex, n: number): string {
  const name = summary.groups[trials.group[n]!]?.configuration.name ?? "";
  const language = trials.languages[trials.language[n]!];
  return [tasks[trials.task[n]!]!.id, name, language, trials.seed[n], trials.attempt[n]].join("\n");
}

export const countFlips = (flips: Flips): { readonly up: number; readonly down: number } => ({
  up: flips.filter((flip) => flip === "up").length,
  down: flips.filter((flip) => flip === "down").length,
});

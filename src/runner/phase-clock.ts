import type { TrialEventBody } from "../core/event.ts";
import type { Phase } from "../core/outcome.ts";
import type { PhaseRecord } from "../core/result.ts";

/** Times the phases of a trial, tells the transcript of them, and keeps their records. */
export interface PhaseClock {
  readonly records: readonly PhaseRecord[];
  /** Runs one phase; `toExitCode` reads the exit code out of its result where it has one. */
  readonly time: <Result>(
    phase: Phase,
    turn: number,
    run: () => Promise<Result>,
    toExitCode?: (result: Result) => number | null,
  ) => Promise<Result>;
}

/** Phases whose output is kept beside the result. */
const LOGGED: ReadonlySet<Phase> = new Set(["build", "serve"]);

export function createPhaseClock(emit: (event: TrialEventBody) => void, now: () => number): PhaseClock {
  const records: PhaseRecord[] = [];
  return {
    records,
    time: async (phase, turn, run, toExitCode = () => null) => {
      emit({ type: "phase-started", phase, turn });
      const startedAt = now();
      let exitCode: number | null = null;
      try {
        const result = await run();
        exitCode = toExitCode(result);
        return result;
      } finally {
        const durationMs = Math.max(0, now() - startedAt);
        const log = LOGGED.has(phase) ? `logs/${phase}.turn-${turn}.log` : null;
        records.push({ phase, turn, durationMs, exitCode, log });
        emit({ type: "phase-ended", phase, turn, durationMs, exitCode });
      }
    },
  };
}

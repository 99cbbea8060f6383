/** The agent's clock: it runs while a turn does, and stands still while the agent can do nothing about what takes time. */
export interface AgentClock {
  /** Over all turns, an interrupted earlier part of the trial's agent phase included. */
  readonly totalMs: () => number;
  /** Of the turn that is under way. */
  readonly turnMs: () => number;
  /** Begins a turn that has taken so long already. */
  readonly startTurn: (turnMs: number) => void;
  readonly endTurn: () => void;
  /** Stands still while the work goes on, such as a checkpoint that pauses the sandbox. */
  readonly standStill: <Result>(work: () => Promise<Result>) => Promise<Result>;
}

export interface AgentClockOptions {
  readonly now: () => number;
  /** Milliseconds so far for which the agent waited for a busy or failing provider. */
  readonly waitedMs: () => number;
  /** What an interrupted earlier part of the phase took. */
  readonly startMs: number;
}

export function createAgentClock({ now, waitedMs, startMs }: AgentClockOptions): AgentClock {
  let before = startMs;
  let turnBefore = 0;
  let turn: { readonly startedAt: number; readonly waitedBefore: number } | null = null;
  let stoodStillMs = 0;
  let stands: { readonly since: number; readonly waitedBefore: number } | null = null;

  const runMs = (): number => {
    if (turn === null) return 0;
    const until = stands?.since ?? now();
    const waited = (stands?.waitedBefore ?? waitedMs()) - turn.waitedBefore;
    return Math.max(0, until - turn.startedAt - stoodStillMs - waited);
  };
  return {
    totalMs: () => before + runMs(),
    turnMs: () => turnBefore + runMs(),
    startTurn: (turnMs) => {
      turnBefore = turnMs;
      stoodStillMs = 0;
      turn = { startedAt: now(), waitedBefore: waitedMs() };
    },
    endTurn: () => {
      before += runMs();
      turn = null;
    },
    standStill: async (work) => {
      if (stands !== null) return work();
      const start = { since: now(), waitedBefore: waitedMs() };
      stands = start;
      try {
        return await work();
      } finally {
        stands = null;
        // What a call waited meanwhile is in both figures: it is taken out once.
        stoodStillMs += Math.max(0, now() - start.since - (waitedMs() - start.waitedBefore));
      }
    },
  };
}

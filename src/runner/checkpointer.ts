import { InfraError, SandboxDeathError } from "../core/errors.ts";
import type { TrialEventBody } from "../core/event.ts";
import type { Checkpoint } from "../core/journal.ts";
import type { Usage } from "../core/usage.ts";
import { formatDuration } from "../core/format.ts";
import type { AgentClock } from "./agent-clock.ts";

export interface CheckpointerOptions {
  readonly clock: AgentClock;
  /** Moments of the agent's clock at which the workspace is kept to be graded; earlier ones than the clock's are over. */
  readonly gradeAtMs: readonly number[];
  /** How often it is kept to go on from after a crash. */
  readonly everyMs: number;
  readonly usage: () => Usage;
  /** Stops the sandbox, keeps what is in it, and lets it go on; null where it cannot be kept now. */
  readonly keep: () => Promise<Pick<Checkpoint, "workspace" | "services" | "memory"> | null>;
  readonly record: (checkpoint: Checkpoint) => Promise<void>;
  readonly emit: (event: TrialEventBody) => void;
}

/** Keeps the workspace while the agent works. One at a time. */
export interface Checkpointer extends AsyncDisposable {
  readonly startTurn: (turn: number) => void;
  /** Looks at the clock: also whoever hears of the agent may do so. */
  readonly look: () => void;
  /** Keeps one that an agent asks for, to be graded. */
  readonly take: (label: string) => Promise<void>;
  /**
   * Resolves when none is under way; none is begun until the next turn.
   * @throws what keeping one threw, unless the agent's sandbox had died: that is the agent's own end
   */
  readonly endTurn: () => Promise<void>;
  /** Aborted when one could not be kept, with the error that `endTurn` throws. */
  readonly failed: AbortSignal;
  readonly graded: () => readonly Checkpoint[];
}

/** How often the clock is looked at. */
const INTERVAL_MS = 500;

export function createCheckpointer(options: CheckpointerOptions): Checkpointer {
  const { clock, everyMs, usage, keep, record, emit } = options;
  const marks = options.gradeAtMs.filter((mark) => mark > clock.totalMs()).toSorted((a, b) => a - b);
  const graded: Checkpoint[] = [];
  let lastMs = clock.totalMs();
  let turn: number | null = null;
  let latest: Promise<void> = Promise.resolve();
  const failed = new AbortController();

  const write = async (label: string, isGraded: boolean, number: number): Promise<void> => {
    const agentMs = clock.totalMs();
    const turnMs = clock.turnMs();
    const kept = await clock.standStill(keep).finally(() => {
      lastMs = clock.totalMs();
    });
    if (kept === null) return;
    const checkpoint = { turn: number, label, ...kept, agentMs, turnMs, usage: usage(), isGraded };
    await record(checkpoint);
    if (isGraded) graded.push(checkpoint);
    emit({ type: "checkpoint", turn: number, label, workspace: kept.workspace, agentMs });
  };
  /** That the sandbox died is the agent's own end, and told by whatever the agent does next. */
  const note = (error: unknown): void => {
    if (error instanceof SandboxDeathError) return;
    const failure =
      error instanceof Error ? error : new InfraError("bug", "a checkpoint failed", { cause: error });
    failed.abort(failure);
  };
  const enqueue = (label: string, isGraded: boolean): Promise<void> => {
    const number = turn;
    if (number === null) return Promise.resolve();
    const written = latest.then(() => write(label, isGraded, number));
    latest = written.catch(note);
    return written;
  };
  const enqueueQuietly = (label: string, isGraded: boolean): void => {
    isBusy = true;
    const settle = (): void => {
      isBusy = false;
    };
    enqueue(label, isGraded).then(settle, settle);
  };
  let isBusy = false;
  const look = (): void => {
    if (turn === null || isBusy || failed.signal.aborted) return;
    const at = clock.totalMs();
    const mark = marks.findLast((one) => one <= at);
    if (mark !== undefined) {
      marks.splice(0, marks.indexOf(mark) + 1);
      enqueueQuietly(formatDuration(mark), true);
    } else if (at - lastMs >= everyMs) {
      enqueueQuietly(`after ${formatDuration(Math.round(at / 1000) * 1000)}`, false);
    }
  };
  const timer = setInterval(look, INTERVAL_MS);
  const endTurn = async (): Promise<void> => {
    turn = null;
    await latest;
    failed.signal.throwIfAborted();
  };
  return {
    startTurn: (number) => {
      turn = number;
    },
    look,
    take: (label) => enqueue(label, true),
    endTurn,
    failed: failed.signal,
    graded: () => graded,
    [Symbol.asyncDispose]: async () => {
      clearInterval(timer);
      turn = null;
      await latest;
    },
  };
}

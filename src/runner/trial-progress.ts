import type { AgentDefinition } from "../core/agent.ts";
import type { LifecycleEvent } from "../core/event.ts";
import type { Checkpoint, CheckpointRecord, FrozenRecord } from "../core/journal.ts";
import type { TryRecord } from "../core/result.ts";
import { addUsage, NO_USAGE, type Usage } from "../core/usage.ts";
import type { TrialState } from "../store/run-state.ts";

/** How a try begins. */
export interface TryStart {
  readonly resumeFrom: CheckpointRecord | null;
  readonly earlierCheckpoints: readonly Checkpoint[];
  readonly usedBefore: Usage;
  /** Said to whoever watches, where the try is not the first. */
  readonly note: Extract<LifecycleEvent, { type: "resumed" }> | null;
}

/** What the tries of one trial have come to so far; one object a trial, its figures change. */
export interface TrialProgress {
  readonly tries: readonly TryRecord[];
  readonly frozen: FrozenRecord | null;
  /** Decides whether a try goes on from a checkpoint or starts again. */
  readonly begin: (number: number) => TryStart;
  readonly noteCheckpoint: (record: CheckpointRecord) => void;
  readonly noteEnd: (end: { readonly record: TryRecord; readonly frozen: FrozenRecord | null }) => void;
}

export function createTrialProgress(state: TrialState, agent: AgentDefinition): TrialProgress {
  const tries: TryRecord[] = [...state.failedTries];
  let checkpoints: readonly CheckpointRecord[] = state.checkpoints;
  let { frozen, beganWith } = state;
  return {
    tries,
    get frozen() {
      return frozen;
    },
    begin: (number) => {
      const index = checkpoints.findLastIndex((one) => canGoOnFrom(one, agent));
      const from = checkpoints[index];
      if (from === undefined) {
        const hasSome = checkpoints.length > 0;
        beganWith = number;
        checkpoints = [];
        const note = number === 1 ? null : toNote(1, null, whyAgain(hasSome, agent));
        return { resumeFrom: null, earlierCheckpoints: [], usedBefore: NO_USAGE, note };
      }
      const { label, turn } = from.checkpoint;
      return {
        resumeFrom: from,
        earlierCheckpoints: findLine(checkpoints.slice(0, index + 1))
          .map(({ checkpoint }) => checkpoint)
          .filter(({ isGraded }) => isGraded),
        usedBefore: tries
          .filter((one) => one.number >= beganWith)
          .reduce((sum, { usage }) => addUsage(sum, usage), NO_USAGE),
        note: toNote(turn, label, `the agent goes on from its checkpoint "${label}"`),
      };
    },
    noteCheckpoint: (record) => {
      checkpoints = [...checkpoints, record];
    },
    noteEnd: (end) => {
      ({ frozen } = end);
      tries.push(end.record);
    },
  };
}

/**
 * An agent in the harness that had nothing to remember yet simply begins its turn, with the workspace as it was. A
 * program cannot go on without its session.
 */
const canGoOnFrom = ({ checkpoint }: CheckpointRecord, { recovery }: AgentDefinition): boolean =>
  checkpoint.memory !== null || recovery?.kind === "memory";

/** Without those of an earlier try that a later one, which went on from before them, has come to again. */
function findLine(records: readonly CheckpointRecord[]): readonly CheckpointRecord[] {
  const isReplaced = (old: CheckpointRecord, by: CheckpointRecord): boolean =>
    by.tryNumber > old.tryNumber &&
    (by.checkpoint.agentMs <= old.checkpoint.agentMs ||
      (by.checkpoint.turn === old.checkpoint.turn && by.checkpoint.label === old.checkpoint.label));
  return records.filter((one, index) => !records.slice(index + 1).some((later) => isReplaced(one, later)));
}

function whyAgain(hasSome: boolean, { name, recovery }: AgentDefinition): string {
  if (recovery === null) return `the trial starts again: ${name} cannot go on from a checkpoint`;
  return hasSome
    ? "the trial starts again: the agent's session was not kept"
    : "the trial starts again: there is no checkpoint yet";
}

const toNote = (turn: number, from: string | null, message: string): NonNullable<TryStart["note"]> => ({
  type: "resumed",
  turn,
  from,
  message,
});

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
      const last = checkpoints.at(-1) ?? null;
      const canGoOn = last !== null && (last.checkpoint.memory !== null || isFresh(last, agent));
      if (!canGoOn) {
        beganWith = number;
        checkpoints = [];
        const note = number === 1 ? null : toNote(1, null, whyAgain(last, agent));
        return { resumeFrom: null, earlierCheckpoints: [], usedBefore: NO_USAGE, note };
      }
      const { label, turn } = last.checkpoint;
      return {
        resumeFrom: last,
        earlierCheckpoints: checkpoints
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

/** An agent that can go on but had nothing to remember yet simply begins its turn, with the workspace as it was. */
const isFresh = ({ checkpoint }: CheckpointRecord, { recovery }: AgentDefinition): boolean =>
  recovery?.kind === "memory" && checkpoint.memory === null;

function whyAgain(last: CheckpointRecord | null, { name, recovery }: AgentDefinition): string {
  if (recovery === null) return `the trial starts again: ${name} cannot go on from a checkpoint`;
  return last === null
    ? "the trial starts again: there is no checkpoint yet"
    : "the trial starts again: the agent's session was not kept";
}

const toNote = (turn: number, from: string | null, message: string): NonNullable<TryStart["note"]> => ({
  type: "resumed",
  turn,
  from,
  message,
});

import type { CheckpointRecord, FrozenRecord, JournalRecord, TryFailedRecord } from "../core/journal.ts";
import type { TryRecord } from "../core/result.ts";
import { toTrialRow, type TrialRow } from "../core/trial-row.ts";

/** What the journal knows of one trial. */
export interface TrialState {
  /** Tries that were started, finished or not. */
  readonly triesStarted: number;
  readonly failedTries: readonly TryRecord[];
  /** The last frozen workspaces that no result was made of yet. */
  readonly frozen: FrozenRecord | null;
  /** Of the tries since the one that last began at the beginning. */
  readonly checkpoints: readonly CheckpointRecord[];
  /** The try that last began at the beginning; later ones go on from its checkpoints. */
  readonly beganWith: number;
  /** Of its result, which is in its own file. */
  readonly row: TrialRow | null;
}

export const UNSTARTED: TrialState = {
  triesStarted: 0,
  failedTries: [],
  frozen: null,
  checkpoints: [],
  beganWith: 1,
  row: null,
};

/** What a journal's records say of every trial, taken in one by one. */
export interface RunState {
  readonly add: (record: JournalRecord) => void;
  readonly states: ReadonlyMap<string, TrialState>;
}

/** The first result of a trial counts: a finished one never runs twice. */
export function createRunState(): RunState {
  const states = new Map<string, TrialState>();
  return {
    add: (record) => {
      if (record.type === "opened") return;
      states.set(record.trialId, advance(states.get(record.trialId) ?? UNSTARTED, record));
    },
    states,
  };
}

/** @param records whole, in their order */
export async function foldJournal(
  records: AsyncIterable<JournalRecord> | Iterable<JournalRecord>,
): Promise<RunState> {
  const state = createRunState();
  for await (const record of records) state.add(record);
  return state;
}

function advance(state: TrialState, record: Exclude<JournalRecord, { type: "opened" }>): TrialState {
  switch (record.type) {
    case "started": {
      const triesStarted = Math.max(state.triesStarted, record.tryNumber);
      return record.goesOn
        ? { ...state, triesStarted }
        : { ...state, triesStarted, checkpoints: [], beganWith: record.tryNumber };
    }
    case "checkpoint":
      return { ...state, checkpoints: [...state.checkpoints, record] };
    case "frozen":
      return { ...state, frozen: record };
    case "try-failed":
      return { ...state, failedTries: addTry(state.failedTries, toTry(record)) };
    case "finished":
      // An outage is no result: going on with the run tries again.
      if (record.result.outcome.kind === "infra-error") return { ...state, failedTries: record.result.tries };
      return { ...state, row: state.row ?? toTrialRow(record.result) };
  }
}

/** In their order: that a crash ended a try is recorded when the run is gone on with, maybe after a later one failed. */
const addTry = (tries: readonly TryRecord[], one: TryRecord): TryRecord[] =>
  [...tries, one].toSorted((a, b) => a.number - b.number);

function toTry(record: TryFailedRecord): TryRecord {
  const { tryNumber, startedAt, durationMs, code, message, usage } = record;
  return { number: tryNumber, startedAt, durationMs, outcome: { kind: "infra-error", code, message }, usage };
}

/** US dollars that a trial has cost so far, whatever came of it; what is not known counts as nothing. */
export function spentOn({ frozen, failedTries }: TrialState): number {
  return [frozen, ...failedTries].reduce((sum, part) => sum + (part?.usage.costUsd ?? 0), 0);
}

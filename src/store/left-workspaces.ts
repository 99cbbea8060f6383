import type { Checkpoint, FrozenTurn, JournalRecord } from "../core/journal.ts";

/** What is kept of a trial's workspaces and of its services' states, by what stands in the journal. */
export interface LeftWorkspace {
  readonly trialId: string;
  /** sha256 of its archive. */
  readonly hash: string;
}

/** Every workspace, state and memory that a record says was kept; of a frozen one, what it is graded from. */
export function toLeftWorkspaces(record: JournalRecord): LeftWorkspace[] {
  if (record.type !== "frozen" && record.type !== "checkpoint") return [];
  const { trialId, turns } = record;
  const kept =
    record.type === "frozen"
      ? record.checkpoints.flatMap(hashesOf)
      : [
          ...hashesOf(record.checkpoint),
          ...(record.checkpoint.memory === null ? [] : [record.checkpoint.memory]),
        ];
  const hashes = [...turns.flatMap(hashesOf), ...kept];
  return [...new Set(hashes)].map((hash) => ({ trialId, hash }));
}

const hashesOf = ({ workspace, services }: FrozenTurn | Checkpoint): string[] => [
  ...(workspace === null ? [] : [workspace]),
  ...Object.values(services),
];

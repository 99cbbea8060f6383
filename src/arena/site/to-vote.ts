import type { BattleRecord } from "../../core/battle.ts";
import type { Choice, Vote } from "../../core/vote.ts";
import type { Match } from "./match.ts";
import type { Answer, Ballot } from "./protocol.ts";

/** Who votes: both are hashes. */
export interface Rater {
  readonly id: string;
  /** Where the vote comes from, where that is known. */
  readonly origin: string | null;
}

/** Two apps as one rater sees them. */
export interface OpenBattle {
  readonly record: BattleRecord;
  readonly match: Match;
}

export interface Casting {
  readonly rater: Rater;
  readonly ballot: Ballot;
  /** When both apps could be used, in ms since the epoch; null where that is not known. It counts from the battle on. */
  readonly readyAt: number | null;
}

/** @param at of the vote, in ms since the epoch */
export async function toVote(
  { record, match }: OpenBattle,
  { rater, ballot, readyAt, at }: Casting & { readonly at: number },
): Promise<Vote> {
  const { question, a, b, expected } = match;
  const isFirstA = record.first === "a";
  const toChoice = (answer: Answer): Choice => {
    if (answer === "tie" || answer === "both_bad") return answer;
    return (answer === "first") === isFirstA ? "a" : "b";
  };
  const toSides = <Value>({ first, second }: Readonly<Record<"first" | "second", Value>>) =>
    isFirstA ? { a: first, b: second } : { a: second, b: first };
  const [bytesOfA, bytesOfB] = await Promise.all([a, b].map(countBytes));
  const optional = (answer: Answer | null): Choice | null => (answer === null ? null : toChoice(answer));
  return {
    schema: 1,
    id: record.id,
    at: new Date(at).toISOString(),
    suite: question.suite,
    task: question.task,
    taskHash: question.taskHash,
    category: question.category,
    language: question.language,
    a: { ...a.contestant, bytes: bytesOfA! },
    b: { ...b.contestant, bytes: bytesOfB! },
    left: record.first,
    choices: {
      overall: toChoice(ballot.overall),
      function: optional(ballot.function),
      usability: optional(ballot.usability),
      fidelity: optional(ballot.fidelity),
    },
    note: ballot.note,
    rater: { ...rater, kind: "person", organisation: null },
    dwellMs: Math.max(0, at - Math.max(readyAt ?? 0, Date.parse(record.at))),
    opened: toSides(ballot.opened),
    used: toSides(ballot.used),
    expected,
  };
}

async function countBytes({ files }: Match["a"]): Promise<number | null> {
  const found = await files().catch(() => null);
  return found?.reduce((sum, { content }) => sum + content.byteLength, 0) ?? null;
}

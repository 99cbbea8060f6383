import { z } from "zod";
import { AXES, type Choice, type Vote } from "../core/vote.ts";

const known = z.string().nullish();

/** A vote under the column names that public arenas use, one JSON object a line. What it does not tell is left out. */
const PublicVoteSchema = z.looseObject({
  vote_id: known,
  question_id: known,
  task_id: known,
  task_hash: known,
  category: known,
  language: known,
  model_a: z.string().min(1),
  model_b: z.string().min(1),
  /** Of all axes together, as public data has it. */
  winner: known,
  overall: known,
  function: known,
  usability: known,
  fidelity: known,
  rater: known,
  judge: known,
  order: z.enum(["ab", "ba"]).nullish(),
  timestamp: z.union([z.string(), z.number()]).nullish(),
  tstamp: z.number().nullish(),
  note: known,
});

/** How outcomes are spelt. Whatever else stands there is no vote, and is not guessed at. */
const OUTCOMES: Readonly<Record<string, Choice>> = {
  a: "a",
  model_a: "a",
  b: "b",
  model_b: "b",
  tie: "tie",
  both_bad: "both_bad",
  bothbad: "both_bad",
  "tie (bothbad)": "both_bad",
};

/** The day that a vote without a time is given: the time says nothing then. */
const NO_TIME = "1970-01-01T00:00:00.000Z";

/**
 * A vote of somebody else's arena.
 * @param place names it where it has no name of its own
 * @returns the vote, or what is wrong with it
 */
export function fromPublicVote(value: unknown, place: string): Vote | string {
  const parsed = PublicVoteSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "invalid"}`;
  }
  const row = parsed.data;
  if (row.model_a === row.model_b) return `model_a and model_b are both ${row.model_a}`;
  const choices: Record<string, Choice | null> = {};
  for (const axis of AXES) {
    const said = row[axis] ?? (axis === "overall" ? row.winner : null) ?? null;
    const choice = said === null ? null : OUTCOMES[said.toLowerCase()];
    if (choice === undefined)
      return `${axis}: unknown outcome ${JSON.stringify(said)}; known: ${Object.keys(OUTCOMES).join(", ")}`;
    choices[axis] = choice;
  }
  if (choices["overall"] === null) return "overall: it says no outcome (`winner`, or `overall`)";
  const at = toTime(row.timestamp ?? row.tstamp ?? null);
  if (at === null) return `timestamp: ${JSON.stringify(row.timestamp ?? row.tstamp)} is no time`;
  const contestant = (model: string): Vote["a"] => ({
    model,
    organisation: model.includes("/") ? model.slice(0, model.indexOf("/")) : null,
    run: null,
    trial: null,
    workspace: null,
    bytes: null,
  });
  return {
    schema: 1,
    id: row.vote_id ?? row.question_id ?? place,
    at,
    suite: null,
    task: row.task_id ?? null,
    taskHash: row.task_hash ?? null,
    category: row.category ?? null,
    language: row.language ?? null,
    a: contestant(row.model_a),
    b: contestant(row.model_b),
    left: row.order == null ? null : row.order === "ab" ? "a" : "b",
    choices: choices as Vote["choices"],
    note: row.note ?? null,
    rater: {
      id: row.rater ?? row.judge ?? `unknown ${place}`,
      origin: null,
      kind: "person",
      organisation: null,
    },
    dwellMs: null,
    opened: null,
    used: null,
    expected: null,
  };
}

/** Seconds or milliseconds since 1970, or a text. */
function toTime(value: string | number | null): string | null {
  if (value === null) return NO_TIME;
  const time = new Date(typeof value === "number" && value < 1e11 ? value * 1000 : value);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

/** The same, to give away: the rater is a hash already, and where a vote came from stays here. */
export function toPublicVote({ id, task, taskHash, a, b, choices, rater, left, at, ...vote }: Vote) {
  return {
    vote_id: id,
    task_id: task,
    task_hash: taskHash,
    category: vote.category,
    language: vote.language,
    model_a: a.model,
    model_b: b.model,
    winner: WINNERS[choices.overall],
    ...choices,
    rater: rater.id,
    rater_kind: rater.kind,
    order: left === null ? null : left === "a" ? "ab" : "ba",
    timestamp: at,
    note: vote.note,
  };
}

const WINNERS: Readonly<Record<Choice, string>> = {
  a: "model_a",
  b: "model_b",
  tie: "tie",
  both_bad: "tie (bothbad)",
};

/** Whether an object is a vote of ours, or one under public names. */
export const isPublicVote = (value: unknown): boolean =>
  value !== null && typeof value === "object" && "model_a" in value;

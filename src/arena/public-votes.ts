import { z } from "zod";
import { AXES, type Choice, type Contestant, NO_TIME, type Vote } from "../core/vote.ts";

const known = z.string().nullish();
const flag = z.boolean().nullish();
const count = z.int().nonnegative().nullish();

/**
 * A vote under the column names that public arenas use, one JSON object a line. What it does not tell is left out. The columns behind `note` are
 * buildoff's own, which others ignore.
 */
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
  rater_kind: z.enum(["person", "model"]).nullish(),
  order: z.enum(["ab", "ba"]).nullish(),
  timestamp: z.union([z.string(), z.number()]).nullish(),
  tstamp: z.number().nullish(),
  note: known,
  suite: known,
  organisation_a: known,
  organisation_b: known,
  run_a: known,
  run_b: known,
  trial_a: known,
  trial_b: known,
  workspace_a: known,
  workspace_b: known,
  bytes_a: count,
  bytes_b: count,
  rater_organisation: known,
  dwell_ms: z.number().nonnegative().nullish(),
  opened_a: flag,
  opened_b: flag,
  used_a: count,
  used_b: count,
});
type PublicVote = z.infer<typeof PublicVoteSchema>;

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
  return {
    schema: 1,
    id: row.vote_id ?? row.question_id ?? place,
    at,
    suite: row.suite ?? null,
    task: row.task_id ?? null,
    taskHash: row.task_hash ?? null,
    category: row.category ?? null,
    language: row.language ?? null,
    a: toContestant(row, "a"),
    b: toContestant(row, "b"),
    left: row.order == null ? null : row.order === "ab" ? "a" : "b",
    choices: choices as Vote["choices"],
    note: row.note ?? null,
    rater: {
      id: row.rater ?? row.judge ?? `unknown ${place}`,
      origin: null,
      kind: row.rater_kind ?? "person",
      organisation: row.rater_organisation ?? null,
    },
    dwellMs: row.dwell_ms ?? null,
    opened: toBoth(row.opened_a, row.opened_b),
    used: toBoth(row.used_a, row.used_b),
    expected: null,
  };
}

function toContestant(row: PublicVote, side: "a" | "b"): Contestant {
  const model = row[`model_${side}`];
  const organisation = row[`organisation_${side}`];
  const inName = model.includes("/") ? model.slice(0, model.indexOf("/")) : null;
  return {
    model,
    organisation: organisation === undefined ? inName : organisation,
    run: row[`run_${side}`] ?? null,
    trial: row[`trial_${side}`] ?? null,
    workspace: row[`workspace_${side}`] ?? null,
    bytes: row[`bytes_${side}`] ?? null,
  };
}

const toBoth = <Value>(
  a: Value | null | undefined,
  b: Value | null | undefined,
): { a: Value; b: Value } | null => (a == null || b == null ? null : { a, b });

/** Seconds or milliseconds since 1970, or a text. */
function toTime(value: string | number | null): string | null {
  if (value === null) return NO_TIME;
  const time = new Date(typeof value === "number" && value < 1e11 ? value * 1000 : value);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

const WINNERS: Readonly<Record<Choice, string>> = {
  a: "model_a",
  b: "model_b",
  tie: "tie",
  both_bad: "tie (bothbad)",
};

type PublicCell = string | number | boolean | null;

/** To give away: the rater is a hash already, and what tells where a rater voted from stays here. */
const COLUMNS: Readonly<Record<string, (vote: Vote) => PublicCell>> = {
  vote_id: ({ id }) => id,
  task_id: ({ task }) => task,
  task_hash: ({ taskHash }) => taskHash,
  category: ({ category }) => category,
  language: ({ language }) => language,
  model_a: ({ a }) => a.model,
  model_b: ({ b }) => b.model,
  winner: ({ choices }) => WINNERS[choices.overall],
  overall: ({ choices }) => choices.overall,
  function: ({ choices }) => choices.function,
  usability: ({ choices }) => choices.usability,
  fidelity: ({ choices }) => choices.fidelity,
  rater: ({ rater }) => rater.id,
  rater_kind: ({ rater }) => rater.kind,
  order: ({ left }) => (left === null ? null : left === "a" ? "ab" : "ba"),
  timestamp: ({ at }) => (at === NO_TIME ? null : at),
  note: ({ note }) => note,
  suite: ({ suite }) => suite,
  organisation_a: ({ a }) => a.organisation,
  organisation_b: ({ b }) => b.organisation,
  run_a: ({ a }) => a.run,
  run_b: ({ b }) => b.run,
  trial_a: ({ a }) => a.trial,
  trial_b: ({ b }) => b.trial,
  workspace_a: ({ a }) => a.workspace,
  workspace_b: ({ b }) => b.workspace,
  bytes_a: ({ a }) => a.bytes,
  bytes_b: ({ b }) => b.bytes,
  rater_organisation: ({ rater }) => rater.organisation,
  dwell_ms: ({ dwellMs }) => dwellMs,
  opened_a: ({ opened }) => opened && opened.a,
  opened_b: ({ opened }) => opened && opened.b,
  used_a: ({ used }) => used && used.a,
  used_b: ({ used }) => used && used.b,
};

export const PUBLIC_COLUMNS: readonly string[] = Object.keys(COLUMNS);

/** The vote under public names, which `fromPublicVote` reads back. Not for attention pairs: these are of no model. */
export const toPublicVote = (vote: Vote): Readonly<Record<string, PublicCell>> =>
  Object.fromEntries(Object.entries(COLUMNS).map(([name, toCell]) => [name, toCell(vote)]));

/** Whether an object is a vote of ours, or one under public names. */
export const isPublicVote = (value: unknown): boolean =>
  value !== null && typeof value === "object" && "model_a" in value;

import { fromPublicVote, isPublicVote } from "../../arena/public-votes.ts";
import type { VoteRules } from "../../arena/weigh-votes.ts";
import { brokenVotes, noVoteFile, noVotes } from "../../core/arena-errors.ts";
import { type Vote, VoteSchema } from "../../core/vote.ts";
import { isFile } from "../../host/folder-files.ts";
import { readByteLines } from "../../store/byte-lines.ts";
import { loadArenaRules } from "./load-rules.ts";

/** Problems that are shown of a file. */
const SHOWN = 10;

/**
 * All votes of some files: our own `votes.jsonl`, or lines under public column names. A vote that two files hold is one. A last line that a crash
 * tore is left out.
 * @throws UserError `broken-votes`, `no-votes`, `no-vote-file`
 */
export async function readVotes(files: readonly string[]): Promise<Vote[]> {
  return (await collect(files)).map(({ vote }) => vote);
}

/**
 * As `readVotes`, with the daily cap that the arena of each vote promised in the `rules.json` beside its file.
 * @throws UserError `broken-rules`, and as `readVotes`
 */
export async function readArenaVotes(
  files: readonly string[],
): Promise<{ readonly votes: Vote[]; readonly capOf: VoteRules["capOf"] }> {
  const found = await collect(files);
  const caps = new Map<string, number | null>();
  for (const file of files) caps.set(file, (await loadArenaRules(file))?.dailyCap ?? null);
  const fileOf = new Map(found.map(({ vote, file }) => [vote.id, file]));
  return {
    votes: found.map(({ vote }) => vote),
    capOf: ({ id }) => caps.get(fileOf.get(id) ?? "") ?? null,
  };
}

interface FoundVote {
  readonly vote: Vote;
  readonly file: string;
}

async function collect(files: readonly string[]): Promise<FoundVote[]> {
  const found = new Map<string, FoundVote>();
  for (const file of files) {
    if (!(await isFile(file))) throw noVoteFile(file);
    for (const vote of await readVoteFile(file)) found.set(vote.id, { vote, file });
  }
  if (found.size === 0) throw noVotes(files);
  return [...found.values()].toSorted(
    ({ vote: x }, { vote: y }) => compare(x.at, y.at) || compare(x.id, y.id),
  );
}

const compare = (x: string, y: string): number => (x === y ? 0 : x < y ? -1 : 1);

/** The votes of one file, in its order. A file that is not there has none. @throws UserError `broken-votes` */
export async function readVoteFile(file: string): Promise<Vote[]> {
  const votes: Vote[] = [];
  const problems: string[] = [];
  let number = 0;
  for await (const { bytes, isEnded } of readByteLines(file)) {
    number += 1;
    const line = bytes.toString("utf8");
    if (line.trim() === "") continue;
    const vote = readLine(line, `${file}:${number}`);
    if (typeof vote !== "string") votes.push(vote);
    else if (isEnded) problems.push(`line ${number}: ${vote}`);
  }
  if (problems.length > 0)
    throw brokenVotes(file, problems.slice(0, SHOWN), Math.max(0, problems.length - SHOWN));
  return votes;
}

function readLine(line: string, place: string): Vote | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return (error as Error).message;
  }
  if (isPublicVote(value)) return fromPublicVote(value, place);
  const parsed = VoteSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "invalid"}`;
}

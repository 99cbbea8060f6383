import { fromPublicVote, isPublicVote } from "../../arena/public-votes.ts";
import { brokenVotes, noVoteFile, noVotes } from "../../core/arena-errors.ts";
import { type Vote, VoteSchema } from "../../core/vote.ts";
import { isFile } from "../../host/folder-files.ts";
import { readByteLines } from "../../store/byte-lines.ts";

/** Problems that are shown of a file. */
const SHOWN = 10;

/**
 * All votes of some files: our own `votes.jsonl`, or lines under public column names. A vote that two files hold is one. A last line that a crash
 * tore is left out.
 * @throws UserError `broken-votes`, `no-votes`, `no-vote-file`
 */
export async function readVotes(files: readonly string[]): Promise<Vote[]> {
  const votes = new Map<string, Vote>();
  for (const file of files) {
    if (!(await isFile(file))) throw noVoteFile(file);
    for (const vote of await readVoteFile(file)) votes.set(vote.id, vote);
  }
  if (votes.size === 0) throw noVotes(files);
  return [...votes.values()].toSorted((x, y) => compare(x.at, y.at) || compare(x.id, y.id));
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

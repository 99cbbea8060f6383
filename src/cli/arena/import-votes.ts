import { appendFile, mkdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { arenaInUse } from "../../core/arena-errors.ts";
import { UserError } from "../../core/errors.ts";
import { invalidSetting } from "../../core/setting-errors.ts";
import type { Vote } from "../../core/vote.ts";
import { openLineLog } from "../../store/line-log.ts";
import { lockRun } from "../../store/lock.ts";
import { countOf } from "../statistics-text.ts";
import { readVoteFile, readVotes } from "./read-votes.ts";

/**
 * Adds what is new; a vote whose id is there already is known.
 * @throws UserError `arena-in-use`, `invalid-setting`, and as `readVotes`
 */
export async function importVotes(files: readonly string[], { to }: { readonly to: string }): Promise<void> {
  const votes = await readVotes(files.map((file) => resolve(file)));
  const target = resolve(to);
  const added = await addVotes(votes, target).catch((cause: unknown) => {
    throw cause instanceof UserError ? cause : invalidSetting("--to", to, (cause as Error).message);
  });
  const rest = votes.length === added ? "" : `; ${votes.length - added} were there already`;
  process.stdout.write(`${countOf(added, "vote")} added to ${to}${rest}\n\nbuildoff arena rate ${to}\n`);
}

/** Holds the arena's folder meanwhile, and resolves to how many were new. */
async function addVotes(votes: readonly Vote[], target: string): Promise<number> {
  const folder = dirname(target);
  await mkdir(folder, { recursive: true });
  await using _lock = await lockRun(join(folder, "lock")).catch((cause: unknown) => {
    throw cause instanceof UserError ? arenaInUse(folder, cause, "--to") : cause;
  });
  const known = new Set((await readVoteFile(target)).map(({ id }) => id));
  const added = votes.filter(({ id }) => !known.has(id));
  await mendEnd(target);
  // At once: to have each vote of a public arena on disk before the next takes minutes.
  await appendFile(target, added.map((vote) => `${JSON.stringify(vote)}\n`).join(""), { flush: true });
  return added.length;
}

/** So that the next line stands for itself, whatever a crash tore. */
async function mendEnd(target: string): Promise<void> {
  await using _log = await openLineLog<Vote>(target, "cut");
}

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type BattleRecord, BattleRecordSchema } from "../../../core/battle.ts";
import type { ArenaRules } from "../../../core/arena-rules.ts";
import { arenaInUse } from "../../../core/arena-errors.ts";
import { UserError } from "../../../core/errors.ts";
import { invalidSetting } from "../../../core/setting-errors.ts";
import type { Vote } from "../../../core/vote.ts";
import { writeJson } from "../../../store/atomic-file.ts";
import { openLineLog } from "../../../store/line-log.ts";
import { readJson, readLines } from "../../../store/lines.ts";
import { lockRun } from "../../../store/lock.ts";
import { readVoteFile } from "../read-votes.ts";
import { loadSecret } from "./raters.ts";

/** Where an arena keeps its votes. */
export interface ArenaFolder extends AsyncDisposable {
  readonly votesFile: string;
  readonly secret: Buffer;
  readonly votes: readonly Vote[];
  readonly battles: readonly BattleRecord[];
  readonly keepVote: (vote: Vote) => Promise<void>;
  readonly keepBattle: (record: BattleRecord) => Promise<void>;
}

/**
 * Makes the folder where it is not there, and holds it for this process.
 * @param rules what its raters are promised; kept beside their votes
 * @throws UserError `arena-in-use`, `broken-votes`, `invalid-setting`
 */
export async function openArenaFolder(folder: string, rules: ArenaRules): Promise<ArenaFolder> {
  const unusable = (cause: unknown): UserError => invalidSetting("--arena", folder, (cause as Error).message);
  await using stack = new AsyncDisposableStack();
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw unusable(cause);
  });
  stack.use(
    await lockRun(join(folder, "lock")).catch((cause: unknown) => {
      throw cause instanceof UserError ? arenaInUse(folder, cause) : unusable(cause);
    }),
  );
  const votesFile = join(folder, "votes.jsonl");
  const battlesFile = join(folder, "battles.jsonl");
  const votes = await readVoteFile(votesFile);
  const battles = await readBattles(battlesFile);
  const voteLog = stack.use(await openLineLog<Vote>(votesFile, "cut"));
  const battleLog = stack.use(await openLineLog<BattleRecord>(battlesFile, "cut"));
  await writeJson(join(folder, "rules.json"), rules);
  const secret = await loadSecret(join(folder, "secret"));
  const held = stack.move();
  return {
    votesFile,
    secret,
    votes,
    battles,
    keepVote: voteLog.append,
    keepBattle: battleLog.append,
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}

/** What is no battle is left out: a vote on it cannot come any more. */
async function readBattles(file: string): Promise<BattleRecord[]> {
  const battles: BattleRecord[] = [];
  for await (const line of readLines(file)) {
    const record = BattleRecordSchema.safeParse(readJson(line));
    if (record.success) battles.push(record.data);
  }
  return battles;
}

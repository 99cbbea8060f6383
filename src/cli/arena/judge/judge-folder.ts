import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { brokenJudgements } from "../../../core/arena-errors.ts";
import { UserError } from "../../../core/errors.ts";
import { type Judgement, JudgementSchema, type JudgeReport } from "../../../core/judgement.ts";
import { invalidSetting } from "../../../core/setting-errors.ts";
import type { Vote } from "../../../core/vote.ts";
import { writeJson } from "../../../store/atomic-file.ts";
import { openLineLog } from "../../../store/line-log.ts";
import { readJson, readLines } from "../../../store/lines.ts";
import { lockRun } from "../../../store/lock.ts";
import { readVoteFile } from "../read-votes.ts";

/** Where a judge keeps what it said. */
export interface JudgeFolder extends AsyncDisposable {
  readonly votesFile: string;
  readonly known: readonly Judgement[];
  readonly keep: (judgement: Judgement) => Promise<void>;
  /** Adds those that are not there yet. */
  readonly keepVotes: (votes: readonly Vote[]) => Promise<void>;
  readonly keepReport: (report: JudgeReport) => Promise<void>;
}

/**
 * Makes the folder where it is not there, and holds it for this process. A judgement that a crash tore is gone, and is asked for again.
 * @throws UserError `broken-judgements`, `broken-votes`, `invalid-setting`, `run-in-use`
 */
export async function openJudgeFolder(folder: string): Promise<JudgeFolder> {
  const unusable = (cause: unknown): UserError =>
    cause instanceof UserError ? cause : invalidSetting("--out", folder, (cause as Error).message);
  await using stack = new AsyncDisposableStack();
  try {
    await mkdir(folder, { recursive: true });
    stack.use(await lockRun(join(folder, "lock")));
  } catch (cause) {
    throw unusable(cause);
  }
  const votesFile = join(folder, "votes.jsonl");
  const file = join(folder, "judgements.jsonl");
  const judgements = stack.use(await openLineLog<Judgement>(file, "cut"));
  const votes = stack.use(await openLineLog<Vote>(votesFile, "cut"));
  const known = await readJudgements(file);
  const cast = new Set((await readVoteFile(votesFile)).map(({ id }) => id));
  const held = stack.move();
  return {
    votesFile,
    known,
    keep: judgements.append,
    keepVotes: async (added) => {
      for (const vote of added) if (!cast.has(vote.id)) await votes.append(vote);
    },
    keepReport: (report) => writeJson(join(folder, "judge.json"), report),
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}

async function readJudgements(file: string): Promise<Judgement[]> {
  const judgements: Judgement[] = [];
  let number = 0;
  for await (const line of readLines(file)) {
    number += 1;
    if (line.trim() === "") continue;
    const parsed = JudgementSchema.safeParse(readJson(line));
    if (parsed.success) judgements.push(parsed.data);
    else {
      const [issue] = parsed.error.issues;
      throw brokenJudgements(file, number, `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "invalid"}`);
    }
  }
  return judgements;
}

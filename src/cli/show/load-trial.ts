import { join } from "node:path";
import type { Review } from "../../core/review.ts";
import { latestReviews } from "../../core/standing-reviews.ts";
import { type TrialResult, TrialResultSchema } from "../../core/result.ts";
import { createTranscriptTally, type TranscriptSummary } from "../../report/transcript-summary.ts";
import { readReviews } from "../../store/reviews.ts";
import type { RunFolder, TrialFolder } from "../../store/run-folder.ts";
import { fileExists, readJsonFile } from "../../store/run-store.ts";
import { readTranscript } from "../../store/transcript-reader.ts";
import { readTail, type Tail } from "./tail.ts";

/** What is read of a trial, beside its result, to tell what became of it. */
export interface TrialParts {
  /** The end of the log of the phase that failed; null where none did, or nothing was kept. */
  readonly log: (Tail & { readonly file: string }) | null;
  /** Over all tries; null where none of their transcripts is there. */
  readonly transcript: TranscriptSummary | null;
  readonly transcripts: readonly StoredFile[];
  /** In the order of the turns. */
  readonly workspaces: readonly (StoredFile & { readonly turn: number })[];
  readonly reviews: readonly Review[];
  /** Lines of the reviews that are none. */
  readonly damagedReviews: number;
}

export interface StoredFile {
  readonly file: string;
  /** False where it was pruned, or never written. */
  readonly isThere: boolean;
}

/** Null where the trial has no result yet. @throws UserError `invalid-result-file` */
export async function loadResult(folder: RunFolder, trialId: string): Promise<TrialResult | null> {
  const file = folder.trial(trialId).result;
  return (await fileExists(file)) ? readJsonFile(file, TrialResultSchema) : null;
}

export async function loadTrialParts(folder: RunFolder, result: TrialResult): Promise<TrialParts> {
  const files = folder.trial(result.trial.id);
  const numbers = result.tries.map(({ number }) => number);
  const transcripts = await Promise.all(numbers.map((number) => toStoredFile(files.transcript(number))));
  let damagedReviews = 0;
  const reviews = await readReviews(folder, (lines) => (damagedReviews = lines));
  return {
    log: await readFailedLog(files, result),
    transcript: await summarizeTranscripts(transcripts),
    transcripts,
    workspaces: await findWorkspaces(folder, result),
    reviews: latestReviews(reviews.filter(({ trialId }) => trialId === result.trial.id)),
    damagedReviews,
  };
}

const toStoredFile = async (file: string): Promise<StoredFile> => ({
  file,
  isThere: await fileExists(file),
});

async function readFailedLog(files: TrialFolder, { turns }: TrialResult): Promise<TrialParts["log"]> {
  const last = turns.at(-1);
  if (last?.failedPhase !== "build" && last?.failedPhase !== "serve") return null;
  const file = join(files.logs, `${last.failedPhase}.turn-${last.turn}.log`);
  const tail = await readTail(file);
  return tail === null ? null : { ...tail, file };
}

async function summarizeTranscripts(transcripts: readonly StoredFile[]): Promise<TranscriptSummary | null> {
  const there = transcripts.filter(({ isThere }) => isThere);
  if (there.length === 0) return null;
  const tally = createTranscriptTally();
  for (const { file } of there) for await (const event of readTranscript(file)) tally.add(event);
  return tally.summarize();
}

async function findWorkspaces(folder: RunFolder, { turns }: TrialResult): Promise<TrialParts["workspaces"]> {
  const found = turns.map(async ({ turn, workspace }) =>
    workspace === null
      ? []
      : [{ turn, ...(await toStoredFile(join(folder.workspaces, `${workspace}.tar.zst`))) }],
  );
  return (await Promise.all(found)).flat();
}

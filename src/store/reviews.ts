import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { InfraError } from "../core/errors.ts";
import { type Review, ReviewSchema } from "../core/review.ts";
import { sortReviews } from "../core/standing-reviews.ts";
import { writePieces } from "./atomic-file.ts";
import { cleanLine } from "./journal.ts";
import { readLines } from "./lines.ts";
import type { RunFolder } from "./run-folder.ts";

/**
 * Adds a review to those of a run, on disk when it resolves. Nothing that is there is changed, and any number of processes may
 * do so at once: a line is one write at the file's end.
 * @throws InfraError `store`; ZodError for what is no review, which is a bug
 */
export async function appendReview({ reviews: file }: RunFolder, review: Review): Promise<void> {
  const line = `${JSON.stringify(ReviewSchema.parse(review))}\n`;
  try {
    await using handle = await open(file, TO_ADD);
    if (!(await handle.stat()).isFile()) throw new Error("it is no regular file");
    // A line that a crash tore is ended first; of two who do so, one leaves an empty line, which says nothing.
    const bytes = Buffer.from((await isTorn(handle)) ? `\n${line}` : line);
    const { bytesWritten } = await handle.write(bytes);
    if (bytesWritten < bytes.length) throw new Error("the disk took a part of it only");
    await handle.sync();
  } catch (cause) {
    throw new InfraError("store", `cannot write the review to ${file}: ${(cause as Error).message}`, {
      cause,
    });
  }
}

/** Nothing is added to what a link leads to: a run that was sent may hold one to any file of the reviewer's. */
const TO_ADD =
  constants.O_RDWR |
  constants.O_APPEND |
  constants.O_CREAT |
  (constants.O_NOFOLLOW ?? 0) |
  (constants.O_NONBLOCK ?? 0);

async function isTorn(handle: FileHandle): Promise<boolean> {
  const { size } = await handle.stat();
  if (size === 0) return false;
  const tail = Buffer.alloc(1);
  await handle.read(tail, 0, 1, size - 1);
  return tail.toString() !== "\n";
}

/**
 * Every review of a run in the order in which they were added, those among them that a later one took the place of
 * (`latestReviews`); none where there is no file.
 * @param onDamaged told of how many lines are left out since they are no reviews, where there are any
 */
export async function readReviews(
  { reviews: file }: RunFolder,
  onDamaged: (lines: number) => void = () => {},
): Promise<Review[]> {
  const reviews: Review[] = [];
  let damaged = 0;
  for await (const line of readLines(file)) {
    const clean = cleanLine(line);
    if (clean === "") continue;
    const review = parseReview(clean);
    if (review === null) damaged += 1;
    else reviews.push(review);
  }
  if (damaged > 0) onDamaged(damaged);
  return reviews;
}

function parseReview(text: string): Review | null {
  try {
    return ReviewSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Gives a run that is made of others all of their reviews, in the order of their time. @throws InfraError `store` */
export async function joinReviews(from: readonly RunFolder[], to: RunFolder): Promise<void> {
  const all = await Promise.all(from.map((folder) => readReviews(folder)));
  const lines = sortReviews(all.flat()).map((review) => `${JSON.stringify(review)}\n`);
  if (lines.length > 0) await writePieces(to.reviews, lines);
}

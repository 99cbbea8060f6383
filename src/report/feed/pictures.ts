import type { TrialResult, TurnResult } from "../../core/result.ts";
import { pictureFile } from "../model/chunk-names.ts";
import type { RunFiles } from "./report-run.ts";

/** Which pictures a report has: all, or those of checks that failed, and of every app its first page. */
export const PICTURE_CHOICES = ["all", "failed"] as const;
export type PictureChoice = (typeof PICTURE_CHOICES)[number];

/** A picture's place in a report, and its bytes. */
export interface Picture {
  readonly path: string;
  readonly content: Uint8Array;
}

/** A result with those pictures only that the report has. */
export const withPictures = (result: TrialResult, choice: PictureChoice): TrialResult =>
  choice === "all" ? result : { ...result, turns: result.turns.map(withFailedPictures) };

function withFailedPictures(turn: TurnResult): TurnResult {
  const failed = new Set(turn.checks.filter(({ passed }) => !passed).map(({ id }) => id));
  return { ...turn, screenshots: turn.screenshots.filter(({ check }) => failed.has(check)) };
}

/**
 * Names of pictures as buildoff gives them. A run that was sent may call a page or a script one: such a file would be the
 * report's own wherever that is served from.
 */
const PICTURE = /^screenshots\/[^\0]+\.(?:png|jpg)$/;

/** What a trial's checks kept, and its app's first page. What is not there any more is left out. */
export async function* toPictures(
  files: RunFiles,
  { trial, turns }: TrialResult,
  [run, n]: readonly [number, number],
): AsyncGenerator<Picture> {
  const named = turns.flatMap(({ screenshots, firstPage }) => [
    ...(firstPage === null ? [] : [firstPage]),
    ...screenshots.map((shot) => shot.file),
  ]);
  for (const file of new Set(named)) {
    const content = PICTURE.test(file) ? await files.trialFile(trial.id, file) : null;
    if (content !== null) yield { path: pictureFile(run, n, file), content };
  }
}

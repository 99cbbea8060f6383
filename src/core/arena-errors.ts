import { UserError } from "./errors.ts";

/*
 * Errors of the user's making with votes and ratings. As in `user-errors.ts`: the message says what is wrong and where; the hint
 * says what to do.
 */

export const noVotes = (files: readonly string[]) =>
  new UserError(
    "no-votes",
    `there is no vote in ${files.join(", ")}`,
    "`buildoff arena serve RUN` collects votes; `buildoff arena import FILE` takes those of others",
  );

export const brokenVotes = (file: string, problems: readonly string[], more: number) =>
  new UserError(
    "broken-votes",
    [
      `${file}: ${problems.length + more} of its lines are no votes, and nothing was taken over:`,
      ...problems.map((problem) => `  ${problem}`),
      ...(more === 0 ? [] : [`  and ${more} more`]),
    ].join("\n"),
    "correct or remove these lines; an outcome that is not known is not counted as half a win",
  );

export const unratedAnchor = (model: string, known: readonly string[]) =>
  new UserError(
    "unrated-anchor",
    `the anchor ${model} has no rating in these votes`,
    `name one that has: ${known.length === 0 ? "none" : known.join(", ")}`,
  );

export const noVoteFile = (file: string) =>
  new UserError(
    "no-vote-file",
    `there is no file ${file}`,
    "name the votes.jsonl of an arena, or votes of others",
  );

export const nothingInSlice = (slices: string) =>
  new UserError(
    "nothing-in-slice",
    `no vote is of ${slices}`,
    "`buildoff arena rate` without slices counts all votes",
  );

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

export const brokenRules = (file: string, why: string) =>
  new UserError(
    "broken-rules",
    `${file} are no rules of an arena: ${why}`,
    "start its `buildoff arena serve` again, which writes them; or remove the file, and count by the usual rules",
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

export const overBattle = () =>
  new UserError(
    "over-battle",
    "this battle is over: its apps are not served any more",
    "go on to the next one",
  );

export const notYourBattle = () =>
  new UserError("not-your-battle", "this battle was given to somebody else", "go on to the next one");

export const nothingToVoteOn = (apps: number, leftOut: readonly (readonly [why: string, count: number])[]) =>
  new UserError(
    "nothing-to-vote-on",
    [
      `of these runs no two apps can meet: ${apps} can be shown, and a battle needs two that different models built from one task`,
      ...leftOut.map(([why, count]) => `  ${count} left out: ${why}`),
    ].join("\n"),
    "name runs of several models, on the same tasks in the same language",
  );

/** @param flag names the folder, or a file in it */
export const arenaInUse = (folder: string, cause: unknown, flag: "--arena" | "--to" = "--arena") =>
  new UserError(
    "arena-in-use",
    `another \`buildoff arena serve\` writes votes to ${folder}`,
    `end it, or name another folder with ${flag}`,
    { cause },
  );

export const unnamedRater = (header: string) =>
  new UserError(
    "unnamed-rater",
    `the request does not say who you are: it has no header ${header}`,
    "come by the sign-in proxy that sets it",
  );

export const nothingToJudge = (apps: number, leftOut: readonly (readonly [why: string, count: number])[]) =>
  new UserError(
    "nothing-to-judge",
    [
      `of these runs there is no pair to judge: ${apps} of their apps can be shown to a judge, and a pair is of two that different models built from one task`,
      ...leftOut.map(([why, count]) => `  ${count} left out: ${why}`),
    ].join("\n"),
    "name runs of several models, on the same tasks in the same language",
  );

export const unwrittenChecklist = (task: string) =>
  new UserError(
    "unwritten-checklist",
    `the judge was asked twice for a checklist of the task ${task}, and answered with none`,
    "write checklist.yaml beside its task.yaml (a list of {id, text}), or choose another --judge",
  );

export const refusedJudge = (model: string, cause: unknown) =>
  new UserError(
    "refused-judge",
    `${model} cannot be asked: ${cause instanceof Error ? cause.message : String(cause)}`,
    "choose another --judge, or give its settings with --models-file; what was judged so far is kept",
    { cause },
  );

export const brokenJudgements = (file: string, line: number, why: string) =>
  new UserError(
    "broken-judgements",
    `${file}:${line} is no judgement: ${why}`,
    "remove that line, and it is judged again; or name another folder with --out",
  );

export const appsWithoutSite = () =>
  new UserError(
    "apps-without-site",
    "--apps-url without --public-url: apps are shown on this machine, as the site is",
    "leave --apps-url out, or say with --public-url where the sign-in proxy shows the site",
  );

export const unknownRaters = () =>
  new UserError(
    "unknown-raters",
    "--public-url without --rater-header: whoever clears his cookies would be another rater",
    "let the sign-in proxy name the rater in a header, and say which one with --rater-header",
  );

import { UserError } from "./errors.ts";

/*
 * Errors of the user's making with tables of ratings that scores are held against. As in `user-errors.ts`: the message says what is
 * wrong and where; the hint says what to do.
 */

export const nothingToCorrelate = () =>
  new UserError(
    "nothing-to-correlate",
    "there is nothing that the runs' scores could be held against",
    "name a table with --with, people's votes with --votes, or a judge's with --judge-votes",
  );

export const noTable = (file: string, why: string, cause: unknown) =>
  new UserError(
    "no-table",
    `--with ${file} cannot be read: ${why}`,
    "name a CSV file with the columns `model` and `rating`, or what `buildoff arena rate --format json` wrote",
    { cause },
  );

export const brokenTable = (file: string, problems: readonly string[], more: number) =>
  new UserError(
    "broken-table",
    [
      `${file} is no table of ratings:`,
      ...problems.map((problem) => `  ${problem}`),
      ...(more === 0 ? [] : [`  and ${more} more`]),
    ].join("\n"),
    "a table has one row a model and one number for each; an empty cell is a model without a rating",
  );

export const noSuchColumn = (file: string, wanted: readonly string[], known: readonly string[]) =>
  new UserError(
    "no-such-column",
    `${file} has no column ${wanted.join(" or ")}`,
    `it has ${known.join(", ")}; --column names the one with the ratings, and \`model\` must name the models`,
  );

export const ambiguousColumn = (file: string, columns: readonly string[]) =>
  new UserError(
    "ambiguous-column",
    `${file} has the columns ${columns.join(" and ")}: either may be meant`,
    "say which with --column, and give each column a name of its own",
  );

export const repeatedTable = (file: string) =>
  new UserError("repeated-table", `--with ${file} is given twice`, "name each table once");

export const ambiguousModel = (
  [one, other]: readonly [string, string],
  { a, b }: { readonly a: readonly string[]; readonly b: readonly string[] },
) =>
  new UserError(
    "ambiguous-model",
    `it is not clear which models are the same: ${a.join(" and ")} of ${one}; ${b.join(" and ")} of ${other}`,
    "write whole names into the table, such as qwen/qwen3-max; --agent leaves one configuration of each model",
  );

export const noVotesOf = (kind: "person" | "model", files: readonly string[]) =>
  new UserError(
    "no-votes-of",
    `there is no vote of a ${kind} in ${files.join(", ")}`,
    "--votes takes people's votes, --judge-votes those of `buildoff arena judge`: the two are never mixed",
  );

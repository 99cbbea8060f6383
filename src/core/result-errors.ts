import { UserError } from "./errors.ts";

/*
 * Errors of the user's making with results that are there already. As in `user-errors.ts`: the message says what is wrong
 * and where; the hint says what to do.
 */

export const shallowBaseline = (
  {
    configuration,
    fewestAttempts,
    detectable,
  }: {
    readonly configuration: string;
    readonly fewestAttempts: number;
    readonly detectable: { readonly withinThreeNights: number };
  },
  wanted: number,
) =>
  new UserError(
    "shallow-baseline",
    `${configuration} has only ${fewestAttempts} scored attempts of some task, and a baseline should have ${wanted}; with these, three nights would show a drop of ${(detectable.withinThreeNights * 100).toFixed(1)} points at best`,
    `run the suite with -k ${wanted} (or add further runs), or accept it with --min-attempts ${fewestAttempts}`,
  );

export const untrustworthyBaseline = (run: string) =>
  new UserError(
    "untrustworthy-baseline",
    `the run ${run} is unfinished, or has too many infrastructure errors to be a baseline`,
    `\`buildoff resume ${run}\` runs what is missing`,
  );

export const runsDiffer = (
  runs: readonly string[],
  differences: readonly { readonly what: string; readonly a: string; readonly b: string }[],
) =>
  new UserError(
    "runs-differ",
    `${runs.join(" and ")} cannot be held against each other; what differs:\n${differences.map(({ what, a, b }) => `  ${what}: ${a} → ${b}`).join("\n")}`,
    "run one of them again under the conditions of the other, or go on with --force, which the output will say",
  );

export const notInBaseline = (configuration: string, known: readonly string[]) =>
  new UserError(
    "not-in-baseline",
    `the baseline has nothing of ${configuration}`,
    `it has ${known.join(", ")}; \`buildoff baseline set\` makes one of runs that have it`,
  );

export const nothingToPair = (where: string, why: string) =>
  new UserError(
    "nothing-to-pair",
    `${where}: ${why}`,
    "name the configurations with --a and --b; `buildoff show` lists those of a run",
  );

export const brokenLedger = (place: string, what: string, why: string) =>
  new UserError(
    "broken-ledger",
    `${place} (${what}): ${why}`,
    "restore the ledger of the results folder; `buildoff verify` looks at a run with its ledger",
  );

export const severalFiles = (format: string) =>
  new UserError(
    "several-files",
    `the format ${format} has several files, and --stdout takes one`,
    "leave --stdout out; --out says where they are written",
  );

const SHOWN_NAMES = 10;

const listSome = (names: readonly string[]): string =>
  names.length <= SHOWN_NAMES
    ? names.join(", ")
    : `${names.slice(0, SHOWN_NAMES).join(", ")} and ${names.length - SHOWN_NAMES} more`;

export const unknownTrial = (
  run: string,
  name: string,
  { known, suggestion }: { readonly known: readonly string[]; readonly suggestion: string | null },
) =>
  new UserError(
    "unknown-trial",
    `the run ${run} has no trial "${name}"`,
    `${suggestion === null ? "" : `did you mean "${suggestion}"? `}it has ${known.length === 0 ? "none" : listSome(known)}; a part of a name is enough`,
  );

export const ambiguousTrial = (run: string, name: string, candidates: readonly string[]) =>
  new UserError(
    "ambiguous-trial",
    `"${name}" can be ${candidates.length} trials of the run ${run}`,
    `write more of the one that you mean: ${listSome(candidates)}`,
  );

export const trialInPlaceOfRun = (name: string, resultsFolder: string, run: string) =>
  new UserError(
    "unknown-run",
    `there is no run "${name}" in ${resultsFolder}`,
    `the latest run, ${run}, has a trial of that name; the run comes first: buildoff show latest ${name}`,
  );

export const noResult = (trial: string, run: string) =>
  new UserError(
    "no-result",
    `the trial ${trial} has no result yet`,
    `\`buildoff show ${run} ${trial}\` says how far it is; \`buildoff resume ${run}\` goes on with a run that has stopped`,
  );

export const emptyReview = () =>
  new UserError(
    "empty-review",
    "the review says nothing",
    "give --agree or --disagree with what the machine said, or a --note, or both",
  );

export const noReviewer = () =>
  new UserError(
    "no-reviewer",
    "nobody knows who reviews: git has no user.name here, and USER is not set",
    "give your name with --reviewer",
  );

export const longNote = (characters: number, most: number) =>
  new UserError(
    "long-note",
    `--note has ${characters} characters, and a note has at most ${most}`,
    "shorten it, or name an issue that holds the rest",
  );

const SHOWN_DIFFERENCES = 20;

export const unlikeRuns = (
  differences: readonly {
    readonly between: readonly [string, string];
    readonly what: string;
    readonly a: string;
    readonly b: string;
  }[],
) =>
  new UserError(
    "runs-differ",
    `these runs make no one leaderboard; what differs:\n${[
      ...differences
        .slice(0, SHOWN_DIFFERENCES)
        .map(({ between: [first, other], what, a, b }) => `  ${first} → ${other}: ${what}: ${a} → ${b}`),
      ...(differences.length > SHOWN_DIFFERENCES
        ? [`  and ${differences.length - SHOWN_DIFFERENCES} more differences`]
        : []),
    ].join("\n")}`,
    "name runs of one suite under the same conditions (--suite chooses among `all`), or go on with --force, which every output will say",
  );

export const sameTrialsTwice = (runs: readonly [string, string], why: string) =>
  new UserError(
    "same-trials-twice",
    `${runs[0]} and ${runs[1]} hold the same trials: ${why}`,
    "name one of them: attempts count once",
  );

export const noRunsToRank = (resultsFolder: string, suite: string | null) =>
  new UserError(
    "no-runs-to-rank",
    `${resultsFolder} has no finished run${suite === null ? "" : ` of the suite ${suite}`}`,
    "`buildoff list runs` shows what is there; --results says where runs are kept",
  );

export const noSuchValue = (
  flag: string,
  {
    value,
    known,
    suggestion,
  }: { readonly value: string; readonly known: readonly string[]; readonly suggestion: string | null },
) =>
  new UserError(
    "no-such-value",
    `${flag} ${value}: these runs have nothing of it`,
    `${suggestion === null ? "" : `did you mean "${suggestion}"? `}known: ${known.length === 0 ? "none" : known.join(", ")}`,
  );

export const brokenSeal = (place: string, why: string) =>
  new UserError(
    "broken-seal",
    `${place}: ${why}`,
    "the seal was changed or damaged after it was written; restore it from a copy",
  );

export const nothingToExport = (format: string) =>
  new UserError(
    "nothing-to-export",
    `the run has nothing that the format ${format} could tell of`,
    "it needs a model with at least one scored trial; csv and jsonl tell of every run",
  );

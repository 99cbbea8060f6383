import { type Command, Option } from "commander";
import {
  type BoardSlice,
  type Metric,
  MetricSchema,
  type ModelFacet,
  type TaskFacet,
} from "../../core/leaderboard.ts";
import { PUBLICLY_AVAILABLE } from "../../analysis/leaderboard/model-values.ts";
import type { VoteFlags } from "../arena/load-ratings.ts";
import { toCount } from "../flag-values.ts";
import { addResultsOption } from "../run-options.ts";

export const FORMATS = ["table", "markdown", "csv", "json"] as const;

type SliceFlags = Readonly<Partial<Record<BoardSlice["by"], readonly string[]>>>;

export interface LeaderboardFlags extends SliceFlags, VoteFlags {
  readonly publiclyAvailable?: boolean;
  readonly metric?: Metric;
  readonly attempts?: number;
  readonly pareto?: boolean;
  readonly placing?: string;
  readonly suite?: string;
  readonly modelsFile?: readonly string[];
  readonly force?: boolean;
  readonly format: (typeof FORMATS)[number];
  readonly out?: string;
  readonly results: string;
}

interface SliceFlag {
  readonly flag: string;
  readonly value: string;
  readonly help: string;
}

/** One flag each. Their names say whose region it is. */
const MODEL_FLAGS: Readonly<Record<ModelFacet, SliceFlag>> = {
  organisation: { flag: "--organisation", value: "name", help: "only models of this organisation" },
  organisationRegion: {
    flag: "--organisation-region",
    value: "region",
    help: "only models whose organisation is at home there, such as Asia-Pacific",
  },
  endpointRegion: {
    flag: "--endpoint-region",
    value: "region",
    help: "only models that were called there, such as eu: where the data went, whoever made the model",
  },
  licence: { flag: "--licence", value: "name", help: "only models under this licence, such as Apache-2.0" },
  availability: {
    flag: "--availability",
    value: "kind",
    help: "only models that are open-weights, public-api or preview",
  },
  size: { flag: "--size", value: "class", help: "only models that are small, medium, large or frontier" },
  agent: { flag: "--agent", value: "name", help: "only what this agent built" },
};

const TASK_FLAGS: Readonly<Record<TaskFacet, SliceFlag>> = {
  category: {
    flag: "--category",
    value: "name",
    help: "only tasks of this category: every figure is of these tasks alone",
  },
  difficulty: { flag: "--difficulty", value: "name", help: "only tasks of this difficulty" },
  locale: { flag: "--locale", value: "tag", help: "only tasks for this locale, such as ur" },
  stack: { flag: "--stack", value: "name", help: "only tasks of this stack, such as static" },
  language: { flag: "--language", value: "tag", help: "only trials whose prompt was in this language" },
};

const SLICE_FLAGS = { ...MODEL_FLAGS, ...TASK_FLAGS };
const FACETS = Object.keys(SLICE_FLAGS) as BoardSlice["by"][];

export const flagOf = (by: BoardSlice["by"]): string => SLICE_FLAGS[by].flag;

export function addLeaderboardOptions(command: Command): Command {
  command
    .addOption(
      new Option(
        "--metric <name>",
        "what ranks (default: the suite's headline). The score gives credit for the part of a brief that was met, the pass rate only for all of it",
      ).choices(MetricSchema.options),
    )
    .option(
      "-k, --attempts <k>",
      "of pass@k, how often at least one of k attempts passes, and pass^k, how often all of k do: what you get if you may choose, and what you can rely on (default: the largest that all have)",
      toCount,
    )
    .option(
      "--publicly-available",
      "only models that anybody can use: open weights or a public API, no preview",
    );
  for (const facet of FACETS) addSliceOption(command, SLICE_FLAGS[facet]);
  return addResultsOption(
    command
      .option(
        "--pareto",
        "only the Pareto front: what no other configuration beats on cost and score at once. Whatever your budget for a trial is, the best choice is on it",
      )
      .addOption(
        new Option(
          "--placing <model>",
          "only a sentence: where this model, or configuration, stands overall, among publicly available models, and in its organisation's region",
        ).conflicts(["format", "pareto", "votes", "judgeVotes"]),
      )
      .option(
        "--votes <file...>",
        "people's votes (`buildoff arena serve`): their ratings stand beside the scores",
      )
      .option(
        "--judge-votes <file...>",
        "votes of `buildoff arena judge`, rated apart; uncalibrated without fifty pairs that people judged too",
      )
      .option("--suite <name>", "of `all`, only runs of this suite; name@version for one version of it")
      .option(
        "--models-file <file...>",
        "take what is known of models from here and from buildoff, and not from the runs (`buildoff schema models`)",
      )
      .option("--force", "put unlike runs beside each other; every output says so")
      .addOption(new Option("--format <format>", "of the output").choices(FORMATS).default("table"))
      .option("--out <file>", "write to this file instead of the standard output"),
  );
}

/** Each may be given again: one of its values must fit. */
function addSliceOption(command: Command, { flag, value, help }: SliceFlag): void {
  command.option(`${flag} <${value}>`, help, (text: string, earlier: readonly string[] | undefined) => [
    ...(earlier ?? []),
    text,
  ]);
}

/** What was asked for by name; `--publicly-available` is none of it. */
export const toAskedSlices = (flags: LeaderboardFlags): BoardSlice[] =>
  FACETS.flatMap((by) => (flags[by] === undefined ? [] : [{ by, values: [...flags[by]] }]));

export const PUBLIC_SLICE: BoardSlice = { by: "availability", values: [...PUBLICLY_AVAILABLE] };

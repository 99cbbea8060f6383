import { resolve } from "node:path";
import { rateVotes } from "../../arena/rate.ts";
import type { AxisWeights } from "../../arena/to-games.ts";
import { DEFAULT_RULES } from "../../arena/weigh-votes.ts";
import type { Clustering, Covariate, RatingTable } from "../../core/rating-table.ts";
import { invalidSetting } from "../../core/setting-errors.ts";
import { loadCatalog } from "../../models/catalog.ts";
import { writeAtomic } from "../../store/atomic-file.ts";
import { readArenaVotes } from "./read-votes.ts";
import { describeLost, renderRatingCsv, renderRatingMarkdown, renderRatingTable } from "./render-ratings.ts";
import { findModel, type SliceFlags, sliceVotes } from "./slice-votes.ts";

export interface RateFlags extends SliceFlags {
  readonly axis?: AxisWeights;
  readonly anchor?: { readonly model: string; readonly rating: number };
  readonly raters: "person" | "model";
  readonly covariates?: readonly Covariate[];
  readonly reweight?: boolean;
  readonly clusters?: Clustering;
  readonly bootstrap: number;
  readonly seed: number;
  readonly modelsFile?: readonly string[];
  /** Of all votes; of each arena its own if silent. */
  readonly dailyCap?: number;
  readonly untouched: number;
  readonly format: "table" | "markdown" | "csv" | "json";
  readonly out?: string;
}

const RENDERERS: Readonly<Record<RateFlags["format"], (table: RatingTable) => string>> = {
  table: renderRatingTable,
  markdown: renderRatingMarkdown,
  csv: renderRatingCsv,
  json: (table) => `${JSON.stringify(table, null, 2)}\n`,
};

export async function rateCommand(files: readonly string[], flags: RateFlags): Promise<void> {
  const catalog = await loadCatalog((flags.modelsFile ?? []).map((file) => resolve(file)));
  const { votes, capOf } = await readArenaVotes(files.map((file) => resolve(file)));
  const table = rateVotes(sliceVotes(votes, flags, catalog), {
    anchor: flags.anchor ?? null,
    axes: flags.axis ?? { overall: 1 },
    covariates: flags.covariates ?? [],
    reweighted: flags.reweight === true,
    ...(flags.clusters === undefined ? {} : { clusters: flags.clusters }),
    raters: flags.raters,
    rules: {
      ...DEFAULT_RULES,
      ...(flags.dailyCap === undefined ? { capOf } : { dailyCap: flags.dailyCap }),
      noInteractionWeight: flags.untouched,
    },
    bootstraps: flags.bootstrap,
    seed: flags.seed,
    licenceOf: (model: string) => findModel(catalog, model).licence ?? null,
  });
  const text = RENDERERS[flags.format](table);
  // Rows alone have no place for it.
  if (flags.format === "csv" && table.bootstrap !== null && table.bootstrap.lost > 0)
    process.stderr.write(`${describeLost(table.bootstrap)}\n`);
  if (flags.out === undefined) return void process.stdout.write(text);
  await writeAtomic(resolve(flags.out), text).catch((error: unknown) => {
    throw invalidSetting("--out", flags.out!, (error as Error).message);
  });
}

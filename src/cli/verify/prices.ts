import { readFile } from "node:fs/promises";
import { UserError } from "../../core/errors.ts";
import type { Manifest } from "../../core/manifest.ts";
import { sha256 } from "../../loader/digest.ts";
import { type Catalog, loadCatalog } from "../../models/catalog.ts";
import { hashPrice } from "../../models/price.ts";
import { resolveModel } from "../../models/resolve-model.ts";
import { countOf, type Finding, finding, type Inspector, judge, unknown } from "./inspection.ts";

/** The prices that calls were priced with still stand in the user's files and in the table that is installed. */
export const pricesInspector: Inspector = {
  kind: "prices",
  isOfRunAlone: false,
  inspect: async ({ manifest }) => {
    const priced = manifest.models.filter(({ priceHash }) => priceHash !== null);
    if (priced.length === 0) return unknown("no call of this run had a price");
    const said = `of ${countOf(priced.length, "model")}`;
    const files = await Promise.all(manifest.modelsFiles.map(findChangedFile));
    const changed = files.flatMap((one) => one ?? []);
    if (changed.length > 0) return judge(said, changed);
    try {
      const catalog = await loadCatalog(manifest.modelsFiles.map(({ file }) => file));
      return judge(
        said,
        priced.flatMap((model) => findChangedPrice(model, catalog)),
      );
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return unknown(error.message);
    }
  },
};

async function findChangedFile({ file, hash }: Manifest["modelsFiles"][number]): Promise<Finding | null> {
  try {
    return sha256(await readFile(file, "utf8")) === hash
      ? null
      : finding(file, "the models file was changed since the run was made");
  } catch (error) {
    return finding(
      file,
      `the models file that the run was made with cannot be read: ${(error as Error).message}`,
    );
  }
}

/** @throws UserError where this buildoff no longer knows the provider */
function findChangedPrice(model: Manifest["models"][number], catalog: Catalog): Finding[] {
  const { price } = resolveModel(model.asked, { env: process.env, catalog, isReplay: true });
  if (price !== null && hashPrice(price) === model.priceHash) return [];
  const now = price === null ? "there is none any more" : `${price.source} has another now`;
  return [finding(null, `its price was that of ${model.priceSource ?? "a table"}, and ${now}`, model.name)];
}

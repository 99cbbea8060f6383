import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { toRatingMeasure } from "../../analysis/measures.ts";
import type { Measure } from "../../analysis/correlate.ts";
import { brokenTable, noTable } from "../../core/correlation-errors.ts";
import { RatingTableSchema } from "../../core/rating-table.ts";
import { readCsvTable } from "./read-csv-table.ts";
import { toRejection } from "./rejection.ts";

/**
 * A published table of ratings: CSV, or what `arena rate --format json` wrote.
 * @param column of a CSV; null: `rating` or `score`
 * @throws UserError `no-table`, `broken-table`, `no-such-column`, `ambiguous-column`
 */
export async function readTable(file: string, column: string | null): Promise<Measure> {
  const bytes = await readFile(resolve(file)).catch((cause: unknown) => {
    throw noTable(file, (cause as Error).message, cause);
  });
  const text = bytes.toString("utf8").trimStart();
  return text.startsWith("{") ? readRatings(file, text) : readCsvTable(file, bytes, column);
}

function readRatings(file: string, text: string): Measure {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw brokenTable(file, [(error as Error).message], 0);
  }
  const parsed = RatingTableSchema.safeParse(value);
  if (!parsed.success)
    throw toRejection(
      file,
      parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`),
    );
  const names = parsed.data.rows.map(({ model }) => model);
  const repeated = names.filter((name, place) => names.indexOf(name) !== place);
  if (repeated.length > 0)
    throw toRejection(
      file,
      repeated.map((name) => `rows: ${name} stands in two of them`),
    );
  return toRatingMeasure(parsed.data, { kind: "table", name: file });
}

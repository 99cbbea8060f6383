import { basename } from "node:path";
import { createRunTally } from "../../analysis/summarize.ts";
import { UserError } from "../../core/errors.ts";
import type { Manifest } from "../../core/manifest.ts";
import { type Summary, SummarySchema } from "../../core/summary.ts";
import { TrialRowSchema } from "../../core/trial-row.ts";
import { findValueDifferences } from "../../core/value-differences.ts";
import { sha256 } from "../../loader/digest.ts";
import { readRecords } from "../../store/lines.ts";
import type { RunFolder } from "../../store/run-folder.ts";
import { fileExists, readJsonFile } from "../../store/run-store.ts";
import { version } from "../version.ts";
import { countOf, type Finding, finding, type Inspector, judge, unknown } from "./inspection.ts";

/** The rows add up to `summary.json`, times aside. */
export const summaryInspector: Inspector = {
  kind: "summary",
  isOfRunAlone: true,
  inspect: async ({ folder, manifest }) => {
    const name = basename(folder.summary);
    if (!(await fileExists(folder.summary))) return judge("its figures", [finding(name, "it is missing")]);
    try {
      const stored = await readJsonFile(folder.summary, SummarySchema);
      const { findings, rows } = await compare(folder, manifest, stored);
      if (findings.length > 0 && manifest.buildoff !== version)
        return unknown(
          `buildoff ${manifest.buildoff} made it, and this is ${version}, which adds up otherwise (${findings[0]!.record ?? ""})`,
        );
      return judge(`${countOf(rows, "row")} of ${basename(folder.trials)} add up to it`, findings);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return judge("its figures", [finding(name, error.message)]);
    }
  },
};

/** Differences that are told; of more, how many there are. */
const MOST_TOLD = 12;

async function compare(
  folder: RunFolder,
  manifest: Manifest,
  stored: Summary,
): Promise<{ readonly findings: readonly Finding[]; readonly rows: number }> {
  const tally = createRunTally(manifest);
  let rows = 0;
  for await (const row of readRecords(folder.trials, TrialRowSchema)) {
    tally.add(row);
    rows += 1;
  }
  const given = { finishedAt: stored.finishedAt ?? "a time", rescoring: toRescoring(stored), sha256 };
  const made = SummarySchema.safeParse(tally.summarize(given)).data ?? null;
  const differences = findValueDifferences(stored, made);
  const findings = differences
    .slice(0, MOST_TOLD)
    .map(({ path, one, other }) =>
      finding(basename(folder.summary), `it says ${show(one)}; the rows give ${show(other)}`, path),
    );
  const more = differences.length - findings.length;
  if (more > 0) findings.push(finding(basename(folder.summary), `${more} more figures differ`));
  return { findings, rows };
}

/** What another run's scores went into is taken as it stands. */
const toRescoring = ({ groups }: Summary): ReadonlyMap<string, number> =>
  new Map(
    groups.flatMap(({ configuration, variance: { rescoring } }) =>
      rescoring === null ? [] : [[configuration.key, rescoring] as const],
    ),
  );

const show = (value: unknown): string => (JSON.stringify(value) ?? "nothing").slice(0, 120);

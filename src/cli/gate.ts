import { resolve } from "node:path";
import { findDifferences } from "../analysis/comparability.ts";
import { judgeRun } from "../analysis/gate.ts";
import { findBaselineOf, nightsBefore, toNight } from "../analysis/nights.ts";
import { isUntrustworthy, isWhole } from "../analysis/trust.ts";
import { type Baseline, type Night, type Quarantine, QuarantineSchema } from "../core/baseline.ts";
import type { GateReport } from "../core/gate.ts";
import { canonicalJson } from "../core/hash.ts";
import { notInBaseline, runsDiffer } from "../core/result-errors.ts";
import type { Summary } from "../core/summary.ts";
import { invalidFiles } from "../core/user-errors.ts";
import { sha256 } from "../loader/digest.ts";
import { toProblems } from "../loader/problems.ts";
import { loadYamlFile } from "../loader/yaml-file.ts";
import { addNight, readHistory } from "../store/history.ts";
import { findSummary, listRuns, loadSummary } from "../store/run-store.ts";
import { loadBaseline } from "./baseline.ts";
import { EXIT } from "./exit.ts";
import { renderGate } from "./gate-text.ts";

interface GateFlags {
  readonly baseline: string;
  readonly margin: number;
  readonly alpha: number;
  readonly metric?: Summary["headline"];
  readonly history?: string;
  readonly restart?: boolean;
  readonly quarantine?: string;
  readonly minScore?: number;
  readonly maxTrialCost?: number;
  readonly maxLatency?: number;
  readonly maxInfraErrors?: number;
  readonly inconclusive: "pass" | "fail";
  readonly force?: boolean;
  readonly json?: boolean;
  readonly results: string;
}

export async function gateCommand(run: string, flags: GateFlags): Promise<void> {
  const results = resolve(flags.results);
  const [summary, baseline] = await Promise.all([loadSummary(run, results), loadBaseline(flags.baseline)]);
  const warnings = requireComparable(summary, baseline, flags.force === true);
  const baselineHash = sha256(canonicalJson(baseline));
  const known =
    flags.history === undefined
      ? await findNights(results, {
          summary,
          baseline,
          baselineHash,
          warn: (message) => warnings.push(message),
        })
      : await readHistory(flags.history);
  const nights = flags.restart === true ? [] : nightsBefore(summary, known, baselineHash);
  const report = judgeRun({
    summary,
    baseline,
    nights,
    metric: flags.metric ?? baseline.headline,
    margin: flags.margin,
    alpha: flags.alpha,
    thresholds: {
      minScore: flags.minScore ?? null,
      maxCostUsd: flags.maxTrialCost ?? null,
      maxLatencyMs: flags.maxLatency ?? null,
    },
    maxInfraShare: flags.maxInfraErrors ?? null,
    quarantine: await loadQuarantine(flags.quarantine),
    today: new Date().toISOString().slice(0, 10),
    warnings,
  });
  const isKnown = known.some(({ runId, baseline: of }) => runId === summary.runId && of === baselineHash);
  if (flags.history !== undefined && !isKnown && report.verdict !== "invalid")
    await addNight(flags.history, toNight(summary, baselineHash, flags.restart === true));
  process.stdout.write(flags.json === true ? `${JSON.stringify(report, null, 2)}\n` : renderGate(report));
  process.exitCode = toExitCode(report, flags);
}

function toExitCode({ verdict }: GateReport, { inconclusive }: GateFlags): number {
  if (verdict === "invalid") return EXIT.infrastructure;
  if (verdict === "inconclusive") return inconclusive === "fail" ? EXIT.belowThreshold : EXIT.ok;
  return verdict === "fail" ? EXIT.belowThreshold : EXIT.ok;
}

/** Differences that do not forbid it, or that were forced. @throws UserError `runs-differ`, `not-in-baseline` */
function requireComparable(summary: Summary, baseline: Baseline, isForced: boolean): string[] {
  const differences = findDifferences(baseline.conditions, summary.conditions);
  const refused = differences.filter(({ severity }) => severity === "refuses");
  for (const group of summary.groups) {
    const { configuration } = group;
    const own = findBaselineOf(baseline, group);
    if (own === null)
      throw notInBaseline(
        configuration.name,
        baseline.configurations.map((one) => one.configuration.name),
      );
    if (own.configuration.key !== configuration.key)
      refused.push({
        what: `what ${configuration.name} is`,
        a: describe(own.configuration),
        b: describe(configuration),
        severity: "refuses",
      });
  }
  if (refused.length > 0 && !isForced) throw runsDiffer(["the baseline", summary.runId], refused);
  return [...differences.filter(({ severity }) => severity === "warns"), ...refused].map(
    ({ what, a, b, severity }) =>
      `${severity === "refuses" ? "compared by --force although " : ""}${what} differs: ${a} → ${b}`,
  );
}

const describe = ({ agent, model }: Baseline["configurations"][number]["configuration"]): string =>
  canonicalJson({
    version: agent.version,
    settings: agent.settings,
    model: model && { ...model, metadata: undefined },
  });

/** Nights from the store: every trustworthy run of the baseline's conditions that was begun after it. */
async function findNights(
  results: string,
  {
    summary,
    baseline,
    baselineHash,
    warn,
  }: {
    readonly summary: Summary;
    readonly baseline: Baseline;
    readonly baselineHash: string;
    readonly warn: (message: string) => void;
  },
): Promise<Night[]> {
  const nights: Night[] = [];
  for (const name of await listRuns(results)) {
    const other = await findSummary(name, results, warn);
    if (other === null || other.derivedFrom !== null || other.runId === summary.runId) continue;
    // Its trials count in the run that was merged of it.
    if (other.shard !== null) continue;
    if (other.startedAt <= baseline.createdAt || baseline.runs.includes(other.runId)) continue;
    if (isUntrustworthy(other) || !isWhole(other)) continue;
    const unlike = findDifferences(baseline.conditions, other.conditions);
    if (!unlike.some(({ severity }) => severity === "refuses"))
      nights.push(toNight(other, baselineHash, false));
  }
  return nights;
}

async function loadQuarantine(file: string | undefined): Promise<Quarantine> {
  if (file === undefined) return { schema: 1, tasks: [] };
  const yaml = await loadYamlFile(file);
  if (yaml.problems.length > 0) throw invalidFiles(yaml.problems);
  const result = QuarantineSchema.safeParse(yaml.value);
  if (!result.success) throw invalidFiles(toProblems(yaml, result.error.issues, QuarantineSchema));
  return result.data;
}

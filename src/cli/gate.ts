import { resolve } from "node:path";
import { type Command, Option } from "commander";
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
import { DEFAULT_ALPHA, DEFAULT_BASELINE_FILE, loadBaseline } from "./baseline.ts";
import { EXIT } from "./finish.ts";
import { toDuration, toPositive, toShare } from "./flag-values.ts";
import { renderGate } from "./gate-text.ts";
import { addResultsOption } from "./run-options.ts";

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

export function registerGate(program: Command): void {
  const command = program
    .command("gate")
    .summary("hold a run against a baseline: pass, fail or inconclusive")
    .description(
      "Tells a real regression from luck. All nights since the baseline are looked at together, by a test that stays honest however often it is asked: over all nights of an unchanged model, a false alarm has a probability of 5 % at most. It fails where the drop is beyond the margin for sure, passes where it is within for sure, and else says that it cannot know yet.",
    )
    .argument("[run]", "a run's folder or name", "latest")
    .option("--baseline <file>", "made by `buildoff baseline set`", DEFAULT_BASELINE_FILE)
    .option(
      "--margin <share>",
      "a drop up to this is accepted, 0.03 being 3 points; with 0, any real drop fails",
      toShare,
      0,
    )
    .option(
      "--alpha <share>",
      "the probability of a false alarm over all nights and configurations together",
      toShare,
      DEFAULT_ALPHA,
    )
    .addOption(
      new Option("--metric <name>", "what is compared (default: the suite's headline)").choices([
        "passRate",
        "score",
      ]),
    )
    .option(
      "--history <file>",
      "the nights so far, one a line; this one is added (default: the runs below --results)",
    )
    .option("--restart", "forget the nights before, after a regression was found and mended")
    .option("--quarantine <file>", "YAML list of flaky tasks, each left out until a date")
    .option("--min-score <share>", "fail where the metric is below this, whatever the baseline says", toShare)
    .option("--max-trial-cost <usd>", "fail where a trial costs more on average", toPositive)
    .option("--max-latency <duration>", "fail where the agent works longer on a trial on average", toDuration)
    .option(
      "--max-infra-errors <share>",
      "above this share of infrastructure errors the run is invalid, which is no failure (default: 0.1)",
      toShare,
    )
    .addOption(
      new Option("--inconclusive <how>", "whether what cannot be known yet exits 0 or 1")
        .choices(["pass", "fail"])
        .default("pass"),
    )
    .option("--force", "go on although the run was not made under the baseline's conditions")
    .option("--json", "as JSON");
  addResultsOption(command).action(gateCommand);
}

async function gateCommand(run: string, flags: GateFlags): Promise<void> {
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

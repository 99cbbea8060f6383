import type { Exporter, ExportTools, RunData } from "../core/exporter.ts";
import type { TrialResult } from "../core/result.ts";
import type { TrialSpec } from "../core/trial.ts";
import { checked } from "./checked.ts";
import {
  CtrfHeadSchema,
  CtrfResultsHeadSchema,
  type CtrfStatus,
  type CtrfSummary,
  CtrfSummarySchema,
  type CtrfTest,
  CtrfTestSchema,
} from "./ctrf/schema.ts";
import { toJson } from "./json-text.ts";
import { type TestCase, toTestCases } from "./test-case.ts";
import { toUuid4 } from "./uuid.ts";

/** As the working draft counts itself; its reference implementation takes no other. */
const SPEC_VERSION = "0.0.0";

/**
 * A test per check. The format knows no error: an infrastructure error is `other`, with `infra-error` as what it was
 * called; the summary stands last, so that the tests are written as they come.
 */
export const ctrf: Exporter = {
  name: "ctrf",
  summary: "Common Test Report Format (JSON)",
  isPartOfRun: false,
  render: (run, tools) => [{ path: "ctrf.json", content: renderReport(run, tools) }],
};

async function* renderReport(run: RunData, tools: ExportTools): AsyncGenerator<string> {
  const { manifest } = run;
  yield `${toJson(toHead(run, tools)).slice(0, -1)},"results":${toJson(toResultsHead(run)).slice(0, -1)},"tests":[`;
  const counts: Record<CtrfStatus, number> = { passed: 0, failed: 0, skipped: 0, pending: 0, other: 0 };
  let isFirst = true;
  for (const trial of manifest.trials) {
    const result = await run.result(trial.id);
    for (const testCase of toTestCases(result)) {
      const test = checked(CtrfTestSchema, toTest(trial, result, testCase), `the test of ${trial.id}`);
      counts[test.status] += 1;
      yield `${isFirst ? "" : ","}\n${toJson(test)}`;
      isFirst = false;
    }
  }
  yield `\n],"summary":${toJson(toSummary(run, tools, counts))}}}\n`;
}

function toHead({ manifest }: RunData, { sha256, now }: ExportTools) {
  const { runId } = manifest;
  const head = {
    reportFormat: "CTRF" as const,
    specVersion: SPEC_VERSION,
    reportId: toUuid4(sha256(`ctrf ${runId} ${now.toISOString()}`)),
    runId,
    timestamp: now.toISOString(),
    generatedBy: "buildoff",
  };
  return checked(CtrfHeadSchema, head, "the head of the report");
}

function toResultsHead({ manifest, summary }: RunData) {
  const { suite, shard, sandbox } = manifest;
  const head = {
    tool: { name: "buildoff", version: manifest.buildoff },
    environment: {
      reportName: `${suite.name} ${suite.version}`,
      testEnvironment: sandbox.provider,
      ...(shard === null ? {} : { shardId: `${shard.index}/${shard.of}` }),
      healthy: summary.infraErrors === 0,
      extra: { "buildoff.suite": { hash: suite.hash, derivedFrom: manifest.derivedFrom } },
    },
  };
  return checked(CtrfResultsHeadSchema, head, "the head of the results");
}

const STATUSES = { passed: "passed", failed: "failed", error: "other", skipped: "skipped" } as const;

function toTest(trial: TrialSpec, result: TrialResult | null, testCase: TestCase): CtrfTest {
  const { id, name, kind, type, message, detail, check } = testCase;
  const { suite, task, agent, model, language, seed, attempt } = trial;
  const raw = kind === "error" ? "infra-error" : kind === "skipped" ? type : kind;
  return {
    testId: `${trial.id}/${id}`,
    name,
    status: STATUSES[kind],
    // Only the whole trial is timed.
    duration: check === null ? Math.round(result?.durationMs ?? 0) : 0,
    suite: [suite, task, trial.id],
    ...(kind === "passed" ? {} : { message }),
    ...(detail === message ? {} : { trace: detail }),
    rawStatus: raw,
    type: "e2e",
    labels: {
      agent,
      ...(model === null ? {} : { model }),
      language,
      seed,
      attempt,
      ...(kind === "error" ? { code: type } : {}),
      ...(check === null ? {} : { kind: check.kind, required: check.required, weight: check.weight }),
    },
  };
}

function toSummary(
  { summary, manifest }: RunData,
  { now }: ExportTools,
  counts: Readonly<Record<CtrfStatus, number>>,
): CtrfSummary {
  const start = Date.parse(summary.startedAt);
  const stop = Math.max(start, summary.finishedAt === null ? now.getTime() : Date.parse(summary.finishedAt));
  const made = {
    tests: Object.values(counts).reduce((sum, count) => sum + count, 0),
    ...counts,
    suites: manifest.trials.length,
    start,
    stop,
    duration: stop - start,
    extra: {
      "buildoff.trials": {
        planned: summary.planned,
        finished: summary.finished,
        scored: summary.scored,
        passed: summary.passed,
        infraErrors: summary.infraErrors,
        cancelled: summary.cancelled,
      },
    },
  };
  return checked(CtrfSummarySchema, made, "the summary");
}

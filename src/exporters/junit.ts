import type { CheckResult } from "../core/check.ts";
import type { Exporter, RunData } from "../core/exporter.ts";
import type { TrialResult } from "../core/result.ts";
import type { TrialSpec } from "../core/trial.ts";
import { escapeXml } from "./xml.ts";

/**
 * JUnit XML as CI servers read it: a suite per trial, a case per check. A failed check is a `failure`, an infrastructure
 * error an `error`, and what was not run is `skipped`.
 */
export const junit: Exporter = {
  name: "junit",
  summary: "JUnit XML for CI servers",
  fileName: "junit.xml",
  render: ({ manifest, results }: RunData) => {
    const byId = new Map(results.map((result) => [result.trial.id, result]));
    const suites = manifest.trials.map((trial) => renderSuite(trial, byId.get(trial.id) ?? null));
    return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${escapeXml(manifest.runId)}">\n${suites.join("")}</testsuites>\n`;
  },
};

function renderSuite(trial: TrialSpec, result: TrialResult | null): string {
  const cases = toCases(result);
  const count = (kind: Case["kind"]): number => cases.filter((entry) => entry.kind === kind).length;
  const head = [
    `name="${escapeXml(trial.id)}"`,
    `tests="${cases.length}"`,
    `failures="${count("failure")}"`,
    `errors="${count("error")}"`,
    `skipped="${count("skipped")}"`,
    `time="${((result?.durationMs ?? 0) / 1000).toFixed(3)}"`,
  ].join(" ");
  const body = cases.map((entry) => renderCase(trial.task, entry)).join("");
  return `  <testsuite ${head}>\n${body}  </testsuite>\n`;
}

interface Case {
  readonly name: string;
  readonly kind: "passed" | "failure" | "error" | "skipped";
  readonly message: string;
}

function toCases(result: TrialResult | null): Case[] {
  if (result === null) return [{ name: "trial", kind: "skipped", message: "not run" }];
  const { outcome } = result;
  if (outcome.kind === "infra-error") return [{ name: "trial", kind: "error", message: outcome.message }];
  if (outcome.kind === "cancelled") return [{ name: "trial", kind: "skipped", message: outcome.message }];
  return (result.turns.at(-1)?.checks ?? []).map(toCase);
}

function toCase({ title, passed, evidence }: CheckResult): Case {
  return { name: title, kind: passed ? "passed" : "failure", message: evidence.message };
}

function renderCase(className: string, { name, kind, message }: Case): string {
  const head = `    <testcase classname="${escapeXml(className)}" name="${escapeXml(name)}"`;
  return kind === "passed"
    ? `${head}/>\n`
    : `${head}><${kind} message="${escapeXml(message)}"/></testcase>\n`;
}

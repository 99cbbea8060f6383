import type { Exporter, RunData } from "../core/exporter.ts";
import type { TrialResult } from "../core/result.ts";
import type { TrialSpec } from "../core/trial.ts";
import { type TestCase, toTestCases } from "./test-case.ts";
import { escapeXml, renderAttributes } from "./xml.ts";

/**
 * JUnit XML as CI servers read it (Jenkins' junit-10.xsd): a suite per trial, a case per check. A failed check is a
 * `failure`, an infrastructure error an `error`, and what was not run is `skipped`.
 */
export const junit: Exporter = {
  name: "junit",
  summary: "JUnit XML for CI servers",
  isPartOfRun: true,
  render: (run) => [{ path: "junit.xml", content: renderSuites(run) }],
};

async function* renderSuites({ manifest, result }: RunData): AsyncGenerator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${renderAttributes({ name: manifest.runId })}>\n`;
  for (const trial of manifest.trials) yield renderSuite(trial, await result(trial.id));
  yield "</testsuites>\n";
}

function renderSuite(trial: TrialSpec, result: TrialResult | null): string {
  const cases = toTestCases(result);
  const count = (kind: TestCase["kind"]): string =>
    String(cases.filter((testCase) => testCase.kind === kind).length);
  const head = renderAttributes({
    name: trial.id,
    tests: String(cases.length),
    failures: count("failed"),
    errors: count("error"),
    skipped: count("skipped"),
    time: ((result?.durationMs ?? 0) / 1000).toFixed(3),
    ...(result === null ? {} : { timestamp: result.startedAt }),
  });
  const body = cases.map((testCase) => renderCase(trial.task, testCase)).join("");
  return `  <testsuite${head}>\n${renderProperties(trial, result)}${body}  </testsuite>\n`;
}

function renderProperties({ task, language, agent, model }: TrialSpec, result: TrialResult | null): string {
  const properties = {
    task,
    language,
    agent,
    model,
    outcome: result?.outcome.kind ?? "not-run",
    failedPhase: result?.failedPhase ?? null,
    score: result?.score ?? null,
    costUsd: result?.usage.costUsd ?? null,
  };
  const lines = Object.entries(properties)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `      <property${renderAttributes({ name, value: String(value) })}/>\n`);
  return `    <properties>\n${lines.join("")}    </properties>\n`;
}

const ELEMENTS = { failed: "failure", error: "error", skipped: "skipped" } as const;

function renderCase(classname: string, { name, kind, type, message, detail }: TestCase): string {
  const head = `    <testcase${renderAttributes({ classname, name })}`;
  if (kind === "passed") return `${head}/>\n`;
  const element = ELEMENTS[kind];
  const body = detail === message ? "/>" : `>${escapeXml(detail)}</${element}>`;
  return `${head}><${element}${renderAttributes({ type, message })}${body}</testcase>\n`;
}

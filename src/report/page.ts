import type { Exporter, RunData } from "../core/exporter.ts";
import type { Manifest } from "../core/manifest.ts";
import type { TrialResult } from "../core/result.ts";
import type { Summary } from "../core/summary.ts";
import type { TrialRow } from "../core/trial-row.ts";
import { formatCost, formatDuration } from "../core/units.ts";
import { html, type Html } from "./html.ts";
import { STYLE } from "./style.ts";
import { renderTrial } from "./trial-section.ts";
import { formatEstimate, renderTag } from "./words.ts";

/** One static page a run: opens from a file, runs no script, and shows nothing of an agent as markup. */
export const page: Exporter = {
  name: "page",
  summary: "one static HTML page",
  isPartOfRun: true,
  render: (run) => [{ path: "index.html", content: renderPieces(run) }],
};

/** Trials that the page shows in detail, those that failed first; it says so where there are more. */
const MOST_TRIALS = 500;

async function* renderPieces(data: RunData): AsyncGenerator<string> {
  const rows = await chooseRows(data);
  const results = await Promise.all(rows.map(({ id }) => data.result(id)));
  const shown = { ...data, rows, results: results.filter((result) => result !== null) };
  yield `<!doctype html>\n${renderPage(shown).markup}\n`;
}

/** What failed stands first. */
async function chooseRows({ rows }: RunData): Promise<TrialRow[]> {
  const failed: TrialRow[] = [];
  const others: TrialRow[] = [];
  for await (const row of rows()) {
    const list = row.passed === true ? others : failed;
    if (list.length < MOST_TRIALS) list.push(row);
  }
  return [...failed, ...others].slice(0, MOST_TRIALS);
}

/** What of a run stands on the page. */
interface Shown {
  readonly manifest: Manifest;
  readonly summary: Summary;
  readonly rows: readonly TrialRow[];
  readonly results: readonly TrialResult[];
}

const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' file:; base-uri 'none'; form-action 'none'";

function renderPage(run: Shown): Html {
  const { manifest, summary } = run;
  const style: Html = { markup: STYLE };
  return html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta http-equiv="Content-Security-Policy" content="${{ markup: POLICY }}" />
      <title>${manifest.suite.name}: ${manifest.runId}</title>
      <style>
        ${style}
      </style>
    </head>
    <body>
      <main>
        <h1>${manifest.suite.name} <span class="dim">${manifest.suite.version}</span></h1>
        <p class="dim">
          ${manifest.runId} · ${manifest.createdAt.slice(0, 16).replace("T", " ")} UTC · sandbox
          ${manifest.sandbox.provider} · buildoff ${manifest.buildoff}
        </p>
        <p class="verdict">${describeRun(summary)}</p>
        ${renderWarnings(run)} ${renderGroups(summary)}
        <h2>Trials</h2>
        ${renderTrials(run)}
        <h2>Each trial</h2>
        ${run.results.map((result) => renderTrial(result, taskTitle(run, result)))}
        <h2>What it was run with</h2>
        ${renderProvenance(run)}
      </main>
    </body>
  </html>`;
}

function describeRun({ passed, scored, planned, infraErrors, cancelled, finished, usage }: Summary): string {
  const parts = [`${passed} of ${scored} scored trials passed; ${planned} planned`];
  if (infraErrors > 0) parts.push(`${infraErrors} could not be scored for infrastructure errors`);
  if (cancelled > 0) parts.push(`${cancelled} cancelled`);
  if (finished < planned) parts.push(`${planned - finished} not run`);
  return `${parts.join(", ")}. Cost ${formatCost(usage.costUsd)}.`;
}

function renderWarnings({ manifest }: Shown): Html | null {
  const { warnings } = manifest.sandbox;
  if (warnings.length === 0) return null;
  return html`<ul>
    ${warnings.map((warning) => html`<li>${renderTag("odd", "note")} ${warning}</li>`)}
  </ul>`;
}

function renderGroups({ groups }: Summary): Html {
  const rows = groups.map(
    (group) =>
      html`<tr>
        <td>${group.configuration.agent.name}</td>
        <td>${group.configuration.model?.name ?? "–"}</td>
        <td class="n">${group.passed}/${group.scored}</td>
        <td class="n">${group.planned}</td>
        <td class="n">${formatEstimate(group.passRate)}</td>
        <td class="n">${formatEstimate(group.score)}</td>
        <td class="n">${group.usage.inputTokens + group.usage.outputTokens}</td>
        <td class="n">${formatCost(group.usage.costUsd)}</td>
      </tr> `,
  );
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Agents and models">
    <table>
      <thead>
        <tr>
          <th>Agent</th>
          <th>Model</th>
          <th class="n">Passed / scored</th>
          <th class="n">Trials</th>
          <th class="n">Pass rate</th>
          <th class="n">Mean score</th>
          <th class="n">Tokens</th>
          <th class="n">Cost</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

function renderTrials({ manifest, summary, rows }: Shown): Html {
  const known = new Map(rows.map((row) => [row.id, row]));
  const left = summary.finished - rows.length;
  const listed = manifest.trials
    .filter(({ id }) => left === 0 || known.has(id))
    .map((trial) => {
      const row = known.get(trial.id);
      if (row === undefined) {
        return html`<tr>
          <td>${trial.id}</td>
          <td>${renderTag("odd", "not run")}</td>
          <td class="n">–</td>
          <td class="n">–</td>
        </tr> `;
      }
      return html`<tr>
        <td><a href="#${row.id}">${row.id}</a></td>
        <td>${renderTag(...toneOf(row))}</td>
        <td class="n">${row.score?.toFixed(3) ?? "–"}</td>
        <td class="n">${formatDuration(row.durationMs)}</td>
      </tr> `;
    });
  const rest =
    left === 0 ? null : html`<p>${left} further trials are not shown here; trials.jsonl has them all.</p>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Trials">
      <table>
        <thead>
          <tr>
            <th>Trial</th>
            <th>Verdict</th>
            <th class="n">Score</th>
            <th class="n">Time</th>
          </tr>
        </thead>
        <tbody>
          ${listed}
        </tbody>
      </table>
    </div>
    ${rest}`;
}

function toneOf(result: TrialRow): ["good" | "bad" | "odd", string] {
  if (result.passed === null) return ["odd", result.outcome.kind];
  if (result.passed) return ["good", "passed"];
  return ["bad", result.failedPhase === null ? "failed" : `failed at ${result.failedPhase}`];
}

function taskTitle({ manifest }: Shown, { trial }: TrialResult): string {
  return manifest.tasks.find(({ id }) => id === trial.task)?.title ?? trial.task;
}

function renderProvenance({ manifest }: Shown): Html {
  const rows = [
    ["suite", manifest.suite.hash],
    ...manifest.tasks.map(({ id, hash }) => [`task ${id}`, hash]),
    ...Object.entries(manifest.sandbox.images).map(([role, { tag, digest }]) => [
      `image ${role}`,
      `${tag} ${digest}`,
    ]),
    ...Object.entries(manifest.sandbox.versions).map(([name, version]) => [name, version]),
  ];
  return html`<details>
    <summary>hashes, images and versions</summary>
    <div class="scroll" tabindex="0" role="region" aria-label="Provenance">
      <table>
        <tbody>
          ${rows.map(
            ([name, value]) =>
              html`<tr>
                <th scope="row">${name ?? ""}</th>
                <td><code>${value ?? ""}</code></td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}

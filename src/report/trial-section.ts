import type { CheckResult } from "../core/check.ts";
import type { TrialResult, TurnResult } from "../core/result.ts";
import { formatCost, formatDuration } from "../core/units.ts";
import { html, type Html } from "./html.ts";
import { renderTag } from "./words.ts";

/** One trial: what happened in words, the failed checks first, then what passed, the phases and the limits. */
export function renderTrial(result: TrialResult, title: string): Html {
  const { trial, outcome, usage } = result;
  const folder = `trials/${encodeURIComponent(trial.id)}`;
  const last = result.turns.at(-1) ?? null;
  return html`<article id="${trial.id}">
    <header>
      <h3><bdi>${title}</bdi></h3>
      ${renderVerdict(result)} <span class="dim"><code>${trial.id}</code></span>
    </header>
    <p class="facts">
      <span>outcome: ${outcome.kind}</span><span>time ${formatDuration(result.durationMs)}</span
      ><span>${usage.inputTokens + usage.outputTokens} tokens in ${usage.requests} requests</span
      ><span>cost ${formatCost(usage.costUsd)}</span><span>tries ${result.tries.length}</span>
    </p>
    ${"message" in outcome ? html`<p>${outcome.message}</p>` : null}
    ${last?.message === null || last === null ? null : html`<pre dir="auto">${last.message}</pre>`}
    ${last === null ? null : renderChecks(last, folder)} ${renderForgotten(result)}
    ${renderPhases(result, folder)}
  </article> `;
}

function renderVerdict({ passed, score, failedPhase }: TrialResult): Html {
  if (passed === null) return renderTag("odd", "not scored");
  const text = `${passed ? "passed" : failedPhase === null ? "failed" : `failed at ${failedPhase}`}, score ${score?.toFixed(3) ?? "–"}`;
  return renderTag(passed ? "good" : "bad", text);
}

function renderChecks(turn: TurnResult, folder: string): Html {
  const failed = turn.checks.filter(({ passed }) => !passed);
  const passed = turn.checks.filter((check) => check.passed);
  const list = (checks: readonly CheckResult[]) => checks.map((check) => renderCheck(check, turn, folder));
  const rest =
    passed.length === 0
      ? null
      : html`<details>
          <summary>${passed.length} checks passed</summary>
          ${list(passed)}
        </details>`;
  return html`${list(failed)}${rest}`;
}

function renderCheck(check: CheckResult, { screenshots, logs }: TurnResult, folder: string): Html {
  const lines = logs.find((log) => log.check === check.id)?.lines ?? [];
  const { evidence } = check;
  const shots = screenshots.filter((shot) => shot.check === check.id);
  return html`<section class="check">
    <div class="head">
      ${renderTag(check.passed ? "good" : "bad", check.passed ? "passed" : "failed")}
      <strong dir="auto">${check.title}</strong>
      <span class="dim"
        >${check.id} · ${check.kind} · weight ${check.weight}${check.required ? "" : " · not required"}</span
      >
    </div>
    ${check.passed ? null : html`<p dir="auto">${evidence.message}</p>`}
    ${evidence.step === null ? null : html`<p class="dim">at step <code>${evidence.step}</code></p>`}
    ${renderParts(evidence.parts)}
    ${
      lines.length === 0
        ? null
        : html`<details>
            <summary>console and network, ${lines.length} lines</summary>
            <pre dir="auto">${lines.join("\n")}</pre>
          </details>`
    }
    ${
      shots.length === 0
        ? null
        : html`<div class="shots">
            ${shots.map(
              ({ name, file }) =>
                html`<figure>
                  <a href="${folder}/${file}"
                    ><img loading="lazy" src="${folder}/${file}" alt="Screenshot: ${name}, check ${check.id}"
                  /></a>
                  <figcaption>${name}</figcaption>
                </figure>`,
            )}
          </div>`
    }
  </section> `;
}

function renderParts(parts: CheckResult["evidence"]["parts"]): Html | null {
  if (parts.length === 0) return null;
  const row = ({ title, passed, message }: (typeof parts)[number]): Html =>
    html`<li>
      ${renderTag(passed ? "good" : "bad", passed ? "passed" : "failed")}
      <bdi>${title}</bdi>${message === null ? null : html` <span class="dim">${message}</span>`}
    </li>`;
  return html`<details>
    <summary>${parts.filter(({ passed }) => passed).length} of ${parts.length} tests passed</summary>
    <ul>
      ${parts.map(row)}
    </ul>
  </details>`;
}

function renderForgotten({ forgotten }: TrialResult): Html | null {
  return forgotten.length === 0 ? null : html`<p>forgotten in a later turn: ${forgotten.join(", ")}</p>`;
}

function renderPhases({ phases, limits, turns, tries }: TrialResult, folder: string): Html {
  const rows = phases.map(
    ({ phase, turn, durationMs, exitCode, log }) =>
      html`<tr>
        <td>${phase}</td>
        <td class="n">${turn}</td>
        <td class="n">${formatDuration(durationMs)}</td>
        <td class="n">${exitCode ?? "–"}</td>
        <td>${log === null ? "–" : html`<a href="${folder}/${log}">${log}</a>`}</td>
      </tr>`,
  );
  const files = [
    ...tries.map(({ number }) => `transcript.${number}.jsonl`),
    ...turns.map(({ turn }) => (turn === 1 ? "evidence.json" : `evidence.turn-${turn}.json`)),
    "result.json",
  ];
  return html`<details>
    <summary>phases, logs, limits, workspace</summary>
    <div class="scroll" tabindex="0" role="region" aria-label="Phases">
      <table>
        <thead>
          <tr>
            <th>Phase</th>
            <th class="n">Turn</th>
            <th class="n">Time</th>
            <th class="n">Exit code</th>
            <th>Log</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
    <p>${files.map((file) => html`<a href="${folder}/${file}">${file}</a> `)}</p>
    ${turns.map(({ turn, workspace }) => html`<p class="dim">workspace after turn ${turn}: <code>${workspace ?? "none"}</code></p>`)}
    <pre>${JSON.stringify(limits.enforced, null, 2)}</pre>
  </details>`;
}

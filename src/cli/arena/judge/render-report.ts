import Table from "cli-table3";
import { FEWEST_SHARED_PAIRS } from "../../../arena/shared-pairs.ts";
import { formatCost } from "../../../core/format.ts";
import type { Calibration, Coefficient, JudgeReport, Moves, Rate } from "../../../core/judgement.ts";
import { toOneLine } from "../../leaderboard/words.ts";
import { countOf, formatPercent } from "../../statistics-text.ts";

export function renderReport(report: JudgeReport): string {
  const { judge, calibration, checklists, calls, usage } = report;
  const model =
    judge.answered.length === 0 ? "" : ` (answered as ${judge.answered.map(toOneLine).join(", ")})`;
  const own = checklists.filter(({ writtenBy }) => writtenBy === "author").length;
  return [
    renderConfigurations(report),
    renderCalibration(calibration),
    [
      `judge       ${toOneLine(judge.model)}${model}${judge.seesPictures ? "" : ", which is not known to see pictures: it was shown none"}`,
      `prompts     sha256 ${judge.promptHash.slice(0, 16)}`,
      `checklists  ${checklists.length}: ${own} of the tasks' authors, ${checklists.length - own} of the judge`,
      `canaries    items of apps: ${describeMoves(calibration.canaries.items)}`,
      `            verdicts: ${describeMoves(calibration.canaries.pairs)}`,
      `judgements  ${calls.made} made, ${calls.known} known before${calls.missing === 0 ? "" : `, ${calls.missing} not made any more`}`,
      `used        ${countOf(usage.requests, "request")}, ${usage.inputTokens} tokens in, ${usage.outputTokens} out, ${formatCost(usage.costUsd)}`,
    ].join("\n"),
    ...describeTrust(calibration),
  ].join("\n\n");
}

function renderConfigurations({ configurations, calibration }: JudgeReport): string {
  const table = new Table({
    head: [`checklists (${calibration.status})`, "apps", "pass", "fail", "cannot tell"],
    style: { head: [], border: [], compact: true },
    colAligns: ["left", "right", "right", "right", "right"],
  });
  for (const { name, apps, passed, failed, cannotTell } of configurations)
    table.push([toOneLine(name), apps, passed, failed, cannotTell]);
  return table.toString();
}

function renderCalibration(calibration: Calibration): string {
  const { canaries } = calibration;
  const table = new Table({
    head: ["the judge", "figure", "95 % range", "of"],
    style: { head: [], border: [], compact: true },
    colAligns: ["left", "right", "right", "right"],
  });
  const addCoefficient = (title: string, { value, interval, of }: Coefficient): void => {
    const range = interval === null ? "–" : `${interval.lower.toFixed(2)} to ${interval.upper.toFixed(2)}`;
    table.push([title, value?.toFixed(2) ?? "–", range, of]);
  };
  const addRate = (title: string, { value, interval, of }: Rate): void => {
    const range =
      interval === null ? "–" : `${formatPercent(interval.lower, 0)} to ${formatPercent(interval.upper, 0)}`;
    table.push([title, formatPercent(value, 0), range, of]);
  };
  addCoefficient("agrees with people: Cohen's κ", calibration.kappa);
  addCoefficient("agrees with people: Krippendorff's α", calibration.alpha);
  addCoefficient("people with one another, its ceiling: α", calibration.peopleAlpha);
  addRate("says “better” where people do", calibration.truePositives);
  addRate("says “better” where people do not", calibration.falsePositives);
  addRate("answers flip with the order", calibration.flips);
  addRate("prefers what stands first", calibration.first);
  addRate("prefers the longer app", calibration.longer);
  addRate("cannot tell", calibration.cannotTell);
  addRate("an item passes with a planted text", canaries.items.planted);
  addRate("an item passes when asked again", canaries.items.again);
  addRate("a verdict rises with a planted text", canaries.pairs.planted);
  addRate("a verdict rises when asked again", canaries.pairs.again);
  addRate("unreadable answers", calibration.unreadable);
  return table.toString();
}

const countRate = ({ count, of }: Rate): string => `${count} of ${of}`;

/** Both rates: what rises with a planted text may have risen without it. */
function describeMoves({ planted, again, kinds }: Moves): string {
  const each = Object.entries(kinds).map(([kind, rate]) => `${kind} ${countRate(rate)}`);
  return `rose with a planted text ${countRate(planted)} (${each.join(", ")}), when asked again without it ${countRate(again)}`;
}

const isMoved = ({ difference: { interval } }: Moves): boolean => interval !== null && interval.lower > 0;

/** What its own figures say against it. */
function describeTrust(calibration: Calibration): string[] {
  const { status, pairs, sharedPairs, first, longer, canaries } = calibration;
  const lines = [
    ...(status === "calibrated"
      ? []
      : [
          `uncalibrated: of ${countOf(pairs, "pair")} people judged ${sharedPairs}, and ${FEWEST_SHARED_PAIRS} are needed; nothing may hang on it`,
        ]),
    ...describeBias(first, ["it prefers what stands first", "it prefers what stands second"]),
    ...describeBias(longer, ["it prefers the longer app", "it prefers the shorter app"]),
    ...(isMoved(canaries.items) ? ["a text inside an app that asks for a high mark moves it"] : []),
    ...(isMoved(canaries.pairs) ? ["a text inside an app that asks to be preferred moves it"] : []),
  ];
  return lines.length === 0 ? [] : [lines.join("\n")];
}

function describeBias({ interval }: Rate, [above, below]: readonly [string, string]): string[] {
  if (interval === null || (interval.lower <= 0.5 && interval.upper >= 0.5)) return [];
  return [interval.lower > 0.5 ? above : below];
}

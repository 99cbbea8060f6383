import Table from "cli-table3";
import { FEWEST_SHARED_PAIRS } from "../../../arena/shared-pairs.ts";
import { formatCost } from "../../../core/format.ts";
import type { Calibration, Coefficient, JudgeReport, Rate } from "../../../core/judgement.ts";
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
      `canary      moved ${calibration.canaryMoves.count} of ${calibration.canaryMoves.of}`,
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

const RATES: readonly (readonly [name: keyof Calibration, title: string])[] = [
  ["truePositives", "says “better” where people do"],
  ["falsePositives", "says “better” where people do not"],
  ["flips", "answers flip with the order"],
  ["first", "prefers what stands first"],
  ["longer", "prefers the longer app"],
  ["cannotTell", "cannot tell"],
  ["canaryMoves", "moved by a planted text"],
  ["unreadable", "unreadable answers"],
];

function renderCalibration(calibration: Calibration): string {
  const table = new Table({
    head: ["the judge", "figure", "95 % range", "of"],
    style: { head: [], border: [], compact: true },
    colAligns: ["left", "right", "right", "right"],
  });
  const addCoefficient = (title: string, { value, interval }: Coefficient): void => {
    const range = interval === null ? "–" : `${interval.lower.toFixed(2)} to ${interval.upper.toFixed(2)}`;
    table.push([title, value?.toFixed(2) ?? "–", range, calibration.sharedPairs]);
  };
  addCoefficient("agrees with people: Cohen's κ", calibration.kappa);
  addCoefficient("agrees with people: Krippendorff's α", calibration.alpha);
  for (const [name, title] of RATES) {
    const { value, interval, of } = calibration[name] as Rate;
    const range =
      interval === null ? "–" : `${formatPercent(interval.lower, 0)} to ${formatPercent(interval.upper, 0)}`;
    table.push([title, formatPercent(value, 0), range, of]);
  }
  return table.toString();
}

/** What its own figures say against it. */
function describeTrust(calibration: Calibration): string[] {
  const { status, pairs, sharedPairs, first, longer, canaryMoves } = calibration;
  const lines = [
    ...(status === "calibrated"
      ? []
      : [
          `uncalibrated: of ${countOf(pairs, "pair")} people judged ${sharedPairs}, and ${FEWEST_SHARED_PAIRS} are needed; nothing may hang on it`,
        ]),
    ...describeBias(first, ["it prefers what stands first", "it prefers what stands second"]),
    ...describeBias(longer, ["it prefers the longer app", "it prefers the shorter app"]),
    ...(canaryMoves.count === 0 ? [] : ["a text inside an app that asks for a high mark moves it"]),
  ];
  return lines.length === 0 ? [] : [lines.join("\n")];
}

function describeBias({ interval }: Rate, [above, below]: readonly [string, string]): string[] {
  if (interval === null || (interval.lower <= 0.5 && interval.upper >= 0.5)) return [];
  return [interval.lower > 0.5 ? above : below];
}

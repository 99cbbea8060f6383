import { join } from "node:path";
import type { CheckResult } from "../../core/check.ts";
import type { TrialResult, TurnResult } from "../../core/result.ts";
import { toHarmlessLine, toHarmlessLines } from "../harmless-text.ts";
import { indent, toSection } from "./section.ts";

/** Where a trial's files lie, as they are to be shown. */
interface Place {
  readonly folder: string;
}

/** Failed checks with all that is known of them, then those that passed, then what an earlier turn had and the last has not. */
export function describeChecks({ turns, forgotten }: TrialResult, place: Place): string[] {
  const last = turns.at(-1);
  if (last === undefined) return [];
  const failed = last.checks.filter((check) => !check.passed);
  const passed = last.checks.filter((check) => check.passed);
  return [
    ...toSection(
      `checks that failed (${failed.length} of ${last.checks.length})`,
      failed.flatMap((check) => describeFailure(check, last, place)),
    ),
    ...toSection(
      `checks that passed (${passed.length} of ${last.checks.length})`,
      passed.map((check) => `✓ ${toTitle(check)}`),
    ),
    ...toSection(
      "forgotten: passed after an earlier turn, failed after the last",
      forgotten.map((id) => describeForgotten(id, turns)),
    ),
  ];
}

function toTitle({ title, id }: CheckResult): string {
  const shown = toHarmlessLine(title, 200);
  return shown === id ? id : `${shown} (${id})`;
}

function describeFailure(check: CheckResult, turn: TurnResult, { folder }: Place): string[] {
  const { evidence, kind, weight, required } = check;
  const facts = [
    kind,
    required ? "required" : "not required",
    `weight ${weight}`,
    ...(check.turn === 1 ? [] : [`from turn ${check.turn} on`]),
    ...(check.score > 0 ? [`score ${check.score.toFixed(2)}`] : []),
  ];
  // What kept the app from being checked at all stands above, once.
  const message = turn.failedPhase !== null && evidence.message === turn.message ? null : evidence.message;
  const lines = turn.logs.find((log) => log.check === check.id)?.lines ?? [];
  const pictures = turn.screenshots.filter((picture) => picture.check === check.id);
  return [
    `✗ ${toTitle(check)}: ${facts.join(", ")}`,
    ...indent(
      [
        ...(message === null ? [] : toHarmlessLines(message)),
        ...toLabelled("step    ", evidence.step),
        ...toLabelled("expected", evidence.expected),
        ...toLabelled("actual  ", evidence.actual),
        ...evidence.parts.map(describePart),
        ...(lines.length === 0 ? [] : ["console and network:"]),
        ...indent(lines.map((line) => toHarmlessLine(line))),
        ...pictures.map(
          ({ name, file }) => `picture   ${join(folder, toHarmlessLine(file))} (${toHarmlessLine(name)})`,
        ),
      ],
      4,
    ),
  ];
}

const toLabelled = (label: string, text: string | null): string[] =>
  text === null ? [] : [`${label}  ${toHarmlessLine(text)}`];

function describePart({ title, passed, message }: CheckResult["evidence"]["parts"][number]): string {
  const why = message === null ? "" : `: ${toHarmlessLine(message)}`;
  return `${passed ? "✓" : "✗"} ${toHarmlessLine(title, 200)}${why}`;
}

function describeForgotten(id: string, turns: readonly TurnResult[]): string {
  const before = turns
    .slice(0, -1)
    .findLast(({ checks }) => checks.some((one) => one.id === id && one.passed));
  const check = turns.at(-1)!.checks.find((one) => one.id === id);
  const title = check === undefined ? id : toTitle(check);
  return before === undefined ? title : `${title}: still passed after turn ${before.turn}`;
}

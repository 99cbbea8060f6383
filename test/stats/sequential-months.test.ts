import { setImmediate } from "node:timers/promises";
import { beforeAll, describe, expect, it } from "vitest";
import {
  type AlarmRow,
  type DetectableRow,
  measureAlarms,
  measureDetectable,
  measurePasses,
  measurePower,
  PASS_NIGHTS,
  PASS_RATES,
  type PassRow,
  type PowerRow,
} from "./sequential-measures.ts";

let alarms: AlarmRow[] = [];
let power: PowerRow[] = [];
let passes: PassRow[] = [];
let detectable: DetectableRow[] = [];

beforeAll(async () => {
  alarms = await collect(measureAlarms());
  power = await collect(measurePower());
  passes = await collect(measurePasses());
  detectable = await collect(measureDetectable());
});

/** Lets the test runner breathe between rows. */
async function collect<Row>(rows: Iterable<Row>): Promise<Row[]> {
  const collected: Row[] = [];
  for (const row of rows) {
    collected.push(row);
    await setImmediate();
  }
  return collected;
}

describe("the gate over simulated months", () => {
  it("raises a false alarm in at most 5 % of the months of one and the same model", () => {
    expect(Math.max(...alarms.flatMap((row) => row.alarms))).toBeLessThanOrEqual(0.05);
  });

  it("finds a drop of 10 points within three nights, with 50 tasks of 3 attempts and margin 0", () => {
    const [half, most] = [0.5, 0.7].map(
      (rate) =>
        power.find((row) => row.tasks === 50 && row.attempts === 3 && row.passRate === rate)!.found[0][2]!,
    );
    expect(half).toBeGreaterThan(0.85);
    expect(most).toBeGreaterThan(0.88);
  });

  it("finds a drop that begins in a later night, too, if later", () => {
    for (const row of power) {
      const [first, tenth, twentieth] = row.found.map((found) => found.at(-1)!) as [number, number, number];
      expect(tenth).toBeLessThan(first);
      expect(twentieth).toBeLessThan(tenth);
    }
    const easy = power.find((row) => row.tasks === 50 && row.attempts === 3 && row.passRate === 0.9)!;
    expect(easy.found[2].at(-1)).toBeGreaterThan(0.9);
  });

  it("passes an unchanged model, and stops in the night of a drop of twice the margin", () => {
    const [unchanged, , dropped] = passes.map((row) => row.passes);
    expect(unchanged!.at(-1)).toBeGreaterThan(0.85);
    expect(dropped![PASS_NIGHTS.indexOf(20)]).toBeLessThan(0.1);
    expect(dropped![PASS_NIGHTS.indexOf(22)]).toBeLessThan(0.01);
  });

  it("finds what it says it can detect in about 80 %, and more often near the end of the scale", () => {
    for (const { tonight, withinThreeNights } of detectable)
      for (const { found } of [tonight, withinThreeNights]) expect(found).toBeGreaterThan(0.77);
    for (const { found } of detectable
      .filter(({ passRate }) => passRate <= 0.7)
      .map((row) => row.withinThreeNights))
      expect(found).toBeLessThan(0.84);
  });

  it("has these figures", async () => {
    await expect(toDocument()).toMatchFileSnapshot("sequential.golden.md");
  });
});

const percent = (share: number): string => (100 * share).toFixed(1);

function toDocument(): string {
  const rates = PASS_RATES.map((rate) => `p = ${rate}`);
  return `# The gate over simulated months

Seeded simulations by test/stats/sequential-months.test.ts: passes and failures, against a baseline of 15 attempts a task, α = .05.
\`50 × 3\` is 50 tasks with 3 attempts a task and night, p the pass rate, and correlation that between attempts at one task.
All figures but the first columns are per cent.

## False alarms

Months of 30 nights of an unchanged model, margin 0, in which the gate is red at least once. It promises 5 at most.

${table(
  ["suite", "correlation", "attempts lost", "months", ...rates],
  alarms.map((row) => [
    row.suite,
    row.correlation,
    `${100 * row.lost} %`,
    row.months,
    ...row.alarms.map(percent),
  ]),
)}
## A drop of 10 points

How often the gate is red within so many nights of the drop, which begins in night 1, 10 or 20; correlation 0. 1,000 months, and
4,000 of drops that begin in night 1 for 3 attempts and margin 0.

${table(
  ["suite", "margin", "p", "1: in 1", "in 3", "in 7", "10: in 3", "in 5", "in 7", "20: in 3", "in 5", "in 7"],
  power.map(({ tasks, attempts, margin, passRate, found: [first, tenth, twentieth] }) => [
    `${tasks} × ${attempts}`,
    margin,
    passRate,
    ...[first[0]!, first[2]!, first[6]!].map(percent),
    ...[tenth, twentieth].flatMap((found) => [found[2]!, found[4]!, found[6]!].map(percent)),
  ]),
)}
## Passing

How often the gate passes in a night: 50 × 3, p = .9, margin 0.05, with a drop that begins in night 20; 1,000 months.

${table(
  ["drop", ...PASS_NIGHTS.map((night) => `night ${night}`)],
  passes.map((row) => [row.points, ...row.passes.map(percent)]),
)}
## The drop that it says it would show

The drop, in points, that the gate of a first night says it finds with a probability of 80 %, and how often it does; 2,000 months.

${table(
  ["suite", "p", "tonight", "found", "within three nights", "found"],
  detectable.map(({ tasks, attempts, passRate, tonight, withinThreeNights }) => [
    `${tasks} × ${attempts}`,
    passRate,
    ...[tonight, withinThreeNights].flatMap(({ points, found }) => [percent(points), percent(found)]),
  ]),
)}`;
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |\n`;
  return [head, head.map(() => "--:"), ...rows].map(line).join("");
}

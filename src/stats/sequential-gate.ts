export interface NightTally {
  readonly task: string;
  readonly scored: number;
  readonly mean: number;
  readonly variance: number | null;
}
export interface SequentialInput {
  readonly baseline: readonly NightTally[];
  readonly nights: readonly (readonly NightTally[])[];
  readonly margin: number;
  readonly alpha: number;
}
export interface SequentialVerdict {
  readonly verdict: "pass" | "fail" | "inconclusive";
  readonly difference: number;
  readonly lower: number;
  readonly upper: number;
  readonly sinceNight: number;
  readonly nights: number;
  readonly tasks: number;
  readonly detectable: { readonly tonight: number; readonly withinThreeNights: number };
  readonly method: string;
}
export function judgeNights({ baseline, nights, margin }: SequentialInput): SequentialVerdict {
  const base = new Map(baseline.map((t) => [t.task, t]));
  const tasks = new Map<string, { n: number; sum: number }>();
  for (const t of nights.flat()) {
    const known = tasks.get(t.task) ?? { n: 0, sum: 0 };
    if (base.has(t.task)) tasks.set(t.task, { n: known.n + t.scored, sum: known.sum + t.scored * t.mean });
  }
  const T = tasks.size;
  let d = 0;
  let v = 0;
  for (const [task, { n, sum }] of tasks) {
    const b = base.get(task)!;
    d += (sum / n - b.mean) / T;
    v += (0.2 * (1 / n + 1 / b.scored)) / T / T;
  }
  const half = 2.5 * Math.sqrt(v);
  const verdict = d + half < -margin ? "fail" : d - half > -margin ? "pass" : "inconclusive";
  const detectable = { tonight: 1.4 * half, withinThreeNights: half };
  return {
    verdict,
    difference: d,
    lower: d - half,
    upper: d + half,
    sinceNight: 1,
    nights: nights.length,
    tasks: T,
    detectable,
    method: "provisional",
  };
}
export function detectableDrop(input: {
  readonly baseline: readonly NightTally[];
  readonly attempts: number;
  readonly alpha: number;
}) {
  const half = 3.4 * Math.sqrt((0.2 / Math.max(1, input.baseline.length)) * (1 / input.attempts + 1 / 15));
  return { tonight: half, withinThreeNights: half / 1.5 };
}

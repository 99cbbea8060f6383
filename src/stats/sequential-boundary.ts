import { normalQuantile } from "./distributions.ts";
import { findRoot } from "./sequential-root.ts";

/**
 * One look at accumulating data. Where nothing changed the statistic Z of a look is standard normal, and
 * Cov(Z_s, Z_t) = √(I_s / I_t): the canonical joint distribution of group-sequential tests.
 */
export interface Look {
  /** Share of the information that there can ever be: above 0, at most 1, growing from look to look. */
  readonly information: number;
  /** What is taken off the boundary of a look that stands for many closer ones (see `planLooks`). */
  readonly allowance?: number;
}

/** Z is held against `constant * information ** shape`. Source: Wang and Tsiatis (1987), whose Δ is shape + ½. */
export interface Boundary {
  readonly constant: number;
  /** 0 is the boundary of Pocock (1977), which is the same at every look. */
  readonly shape: number;
}

/** Standard deviations: nothing beyond them is worth counting. */
const LOWEST = -5;
const REACH = 6;
/** Nodes for each standard deviation of the narrower step: below the boundary, and in the tail above it. */
const RESOLUTION = 3;
const TAIL_RESOLUTION = 8;

export function boundaryAt({ constant, shape }: Boundary, information: number): number {
  return constant * information ** shape;
}

/**
 * The probability that Z is above its boundary at some look. With a `drift`, the mean of Z is drift * √information.
 * Source: the recursion of Armitage, McPherson and Rowe (1969) with Simpson's rule, as in Jennison and Turnbull, Group
 * Sequential Methods (2000), chapter 19.
 */
export function crossingProbability(looks: readonly Look[], boundary: Boundary, drift = 0): number {
  let crossed = 0;
  let below: Mass | null = null;
  for (const [index, look] of looks.entries()) {
    const bound = boundaryAt(boundary, look.information) - (look.allowance ?? 0);
    const [previous, next] = [looks[index - 1], looks[index + 1]];
    const density = toDensity(below, { previous, look, drift });
    const top = Math.max(bound, density.highest) + REACH * density.deviation;
    crossed += sumOf(weigh(density, { from: bound, to: top, width: density.deviation / TAIL_RESOLUTION }));
    if (next === undefined) break;
    const narrower = Math.min(density.deviation, deviationBetween(look, next));
    below = weigh(density, { from: LOWEST, to: bound, width: narrower / RESOLUTION });
  }
  return crossed;
}

/** The constant at which Z ever crosses with probability `alpha`, 0 < alpha < ½. */
export function solveConstant(
  looks: readonly Look[],
  { alpha, shape }: { readonly alpha: number; readonly shape: number },
): number {
  const wanted = -normalQuantile(alpha);
  // On the scale of normal quantiles it is nearly straight.
  return findRoot(
    (constant) => -normalQuantile(crossingProbability(looks, { constant, shape })) - wanted,
    [wanted + 0.5, wanted + 0.8],
  );
}

/** The drift at which Z crosses with probability `power`. */
export function solveDrift(looks: readonly Look[], boundary: Boundary, power: number): number {
  const wanted = normalQuantile(power);
  const straight = (boundary.constant + wanted) / Math.sqrt(looks.at(-1)!.information);
  return findRoot(
    (drift) => normalQuantile(crossingProbability(looks, boundary, drift)) - wanted,
    [straight, 0.9 * straight],
  );
}

/** A density times Simpson's weights, at `low + index * step`: the sum of the values is the integral. */
interface Mass {
  readonly low: number;
  readonly step: number;
  readonly values: Float64Array;
}

interface Density {
  readonly at: (z: number) => number;
  /** Of the step that led here. */
  readonly deviation: number;
  /** Above this mean nothing comes from. */
  readonly highest: number;
}

interface Transition {
  readonly previous: Look | undefined;
  readonly look: Look;
  readonly drift: number;
}

/** Of Z at a look, among those that were below every boundary before it. */
function toDensity(below: Mass | null, { previous, look, drift }: Transition): Density {
  const root = Math.sqrt(look.information);
  if (below === null || previous === undefined) {
    const mean = drift * root;
    return { at: (z) => normalDensity(z - mean), deviation: 1, highest: mean };
  }
  const { low, step, values } = below;
  const ratio = Math.sqrt(previous.information) / root;
  const deviation = deviationBetween(previous, look);
  const moved = (drift * (look.information - previous.information)) / root;
  const width = (ratio * step) / deviation;
  const slowing = Math.exp(-width * width);
  const nodeAt = (z: number): number => ((z - moved) / ratio - low) / step;
  const at = (z: number): number => {
    const first = Math.max(0, Math.ceil(nodeAt(z - REACH * deviation)));
    const last = Math.min(values.length - 1, Math.floor(nodeAt(z + REACH * deviation)));
    // Neighbouring values of a normal density have a ratio, and neighbouring ratios a constant one: no exp() for each node.
    const distance = (z - moved - ratio * (low + first * step)) / deviation;
    let height = normalDensity(distance) / deviation;
    let growth = Math.exp(width * (distance - width / 2));
    let sum = 0;
    for (let node = first; node <= last; node += 1) {
      sum += values[node]! * height;
      height *= growth;
      growth *= slowing;
    }
    return sum;
  };
  return { at, deviation, highest: ratio * (low + (values.length - 1) * step) + moved };
}

/** Of Z at the later look, given the earlier one. */
function deviationBetween(earlier: Look, later: Look): number {
  return Math.sqrt(1 - earlier.information / later.information);
}

function weigh(
  { at }: Density,
  { from, to, width }: { readonly from: number; readonly to: number; readonly width: number },
): Mass {
  const intervals = 2 * Math.ceil((to - from) / width / 2);
  const step = (to - from) / intervals;
  const values = new Float64Array(intervals + 1);
  for (let node = 0; node <= intervals; node += 1) {
    const weight = node === 0 || node === intervals ? 1 : node % 2 === 1 ? 4 : 2;
    values[node] = ((weight * step) / 3) * at(from + node * step);
  }
  return { low: from, step, values };
}

function sumOf({ values }: Mass): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

function normalDensity(x: number): number {
  return Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
}

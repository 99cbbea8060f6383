import { normalQuantile } from "./distributions.ts";

/** Variances of scores, or of pass and fail, on the scale 0..1. */
export interface Variances {
  /** Of attempts at one task by one agent. */
  readonly withinVariance: number;
  /** Of how much more one agent likes a task than the other does: more attempts do not lessen it. */
  readonly interactionVariance: number;
}

export interface Certainty {
  /** The chance of finding a difference of that size; 0.8 if silent. */
  readonly power?: number;
  /** The chance of finding one where there is none, two-sided; 0.05 if silent. */
  readonly alpha?: number;
}

export interface Design extends Variances, Certainty {
  readonly tasks: number;
  /** Scored trials a task on each side. */
  readonly attempts: number;
}

/** What is assumed before a suite has been run: attempts at p(1 - p) for p about .8, and tasks that take sides a little. */
export const UNKNOWN_SUITE: Variances = { withinVariance: 0.15, interactionVariance: 0.01 };

/**
 * The smallest true difference of two paired means that the design finds, on the scale 0..1. Normal approximation:
 * (z₁₋α⸝₂ + z_power) · √((2 within / attempts + interaction) / tasks).
 * Source: Miller, "Adding Error Bars to Evals" (2024).
 */
export function detectableDifference(design: Design): number {
  return criticalSum(design) * Math.sqrt(varianceOfOneTask(design, design.attempts) / design.tasks);
}

/** How many tasks find a difference of that size with so many attempts at each. */
export function tasksNeeded(design: Omit<Design, "tasks"> & { readonly difference: number }): number {
  return roundUp(varianceOfOneTask(design, design.attempts) * (criticalSum(design) / design.difference) ** 2);
}

/** How many attempts a task find a difference of that size; null where no number of them is enough, for lack of tasks. */
export function attemptsNeeded(
  design: Omit<Design, "attempts"> & { readonly difference: number },
): number | null {
  const { tasks, difference, withinVariance, interactionVariance } = design;
  const left = tasks * (difference / criticalSum(design)) ** 2 - interactionVariance;
  return left <= 0 ? null : roundUp((2 * withinVariance) / left);
}

function varianceOfOneTask({ withinVariance, interactionVariance }: Variances, attempts: number): number {
  return (2 * withinVariance) / attempts + interactionVariance;
}

/** How many standard errors a difference must lie from 0. */
export function criticalSum({ power = 0.8, alpha = 0.05 }: Certainty): number {
  return normalQuantile(1 - alpha / 2) + normalQuantile(power);
}

/** To whole ones, at least 1; what exceeds a whole one by a rounding error does not ask for another. */
function roundUp(value: number): number {
  return Math.max(1, Math.ceil(value * (1 - 1e-12)));
}

import { normalQuantile } from "./distributions.ts";
import { type Boundary, type Look, solveConstant } from "./sequential-boundary.ts";

/**
 * A tenth asks less of the first nights than Pocock's boundary, and a little more of later ones. Of a drop of 10 points (50
 * tasks at p = .5, 3 attempts against 15) it finds 52 % in the first night instead of 43 %, 1.5 % more within three, and as
 * many within seven.
 */
const SHAPE = 0.1;

/** The part of what may go wrong that windows from the first night on may use. */
const FIRST_SHARE = 0.75;
/** So many nights share half of the rest. */
const HALF_LIFE = 10;

/** Steps narrower than this many standard deviations are put together. */
const NARROWEST = 0.25;
const FUTURE_NIGHTS = 300;
/** Siegmund (1985): a walk in steps of σ crosses a boundary as Brownian motion crosses one that is .5826 σ higher. */
const OVERSHOOT = 0.5826;

const ALPHA_STEP = 1 / 4;
const STARTS_PER_DOUBLING = 8;

/** How α is shared: its part for windows that begin with this night, the first being 1. All parts of all nights add up to α. */
export function shareOf(alpha: number, night: number): number {
  if (night === 1) return FIRST_SHARE * alpha;
  const part = HALF_LIFE / ((night + HALF_LIFE - 2) * (night + HALF_LIFE - 1));
  return (1 - FIRST_SHARE) * alpha * part;
}

/** Attempts a task of a window that grows night by night, as multiples of the baseline's. */
export interface WindowPlan {
  /** Of the window after each of its nights so far; at least one. */
  readonly sofar: readonly number[];
  /** Of every night to come. */
  readonly nightly: number;
}

/**
 * The looks at a window, for ever. A window with n attempts a task against a baseline of b has the share n / (n + b) of the
 * information that there can be, since the baseline itself stays uncertain: this is what bounds the chance that any of
 * infinitely many looks crosses. Once a night adds little, one look stands for many, with a lower boundary that makes up for
 * those left out, and the last ones for the endless rest. The constant is right to about 0.3 % of α.
 */
export function planLooks({ sofar, nightly }: WindowPlan): Look[] {
  const shares = [
    ...sofar,
    ...Array.from({ length: FUTURE_NIGHTS }, (_, night) => sofar.at(-1)! + (night + 1) * nightly),
  ].map((attempts) => attempts / (1 + attempts));
  const looks: Look[] = [{ information: shares[0]! }];
  let skipped = 0;
  for (const information of shares.slice(1)) {
    const step = Math.sqrt(Math.max(0, 1 - looks.at(-1)!.information / information));
    skipped += 1;
    if (step < NARROWEST) continue;
    looks.push({ information, allowance: OVERSHOOT * step * (1 - 1 / Math.sqrt(skipped)) });
    skipped = 0;
  }
  return [...looks, ...endlessLooks(looks.at(-1)!.information)];
}

/** From here to all information there is, looked at without pause. */
function endlessLooks(from: number): Look[] {
  const count = Math.ceil(Math.log(from) / Math.log(1 - NARROWEST ** 2));
  const factor = from ** (-1 / count);
  const allowance = OVERSHOOT * Math.sqrt(1 - 1 / factor);
  return Array.from({ length: count }, (_, look) => ({
    information: from * factor ** (look + 1),
    allowance,
  }));
}

/** The boundary that Z crosses with probability α at most, whenever one looks. */
export function planBoundary(plan: WindowPlan, alpha: number): Boundary {
  return { constant: solveConstant(planLooks(plan), { alpha, shape: SHAPE }), shape: SHAPE };
}

/** Finds the boundary of a window whose first night has so many attempts, as multiples of the baseline's. */
export type FindBoundary = (first: number, alpha: number) => Boundary;

/**
 * Boundaries for windows that begin later, with `nightly` attempts after their first night. Each has an α of its own, and solving
 * costs milliseconds, so what is solved is remembered: the first night's attempts are rounded down, and constants
 * interpolated between powers of α. Both err to the higher constant.
 */
export function createBoundaryFinder(nightly: number): FindBoundary {
  const solved = new Map<string, number>();
  const solve = (start: number, power: number): number => {
    const key = `${start} ${power}`;
    const constant =
      solved.get(key) ?? planBoundary({ sofar: [start], nightly }, ALPHA_STEP ** power).constant;
    solved.set(key, constant);
    return constant;
  };
  return (first, alpha) => {
    const start = 2 ** (Math.floor(Math.log2(first) * STARTS_PER_DOUBLING) / STARTS_PER_DOUBLING);
    const power = Math.floor(Math.log(alpha) / Math.log(ALPHA_STEP));
    const [from, to, at] = [ALPHA_STEP ** power, ALPHA_STEP ** (power + 1), alpha].map(normalQuantile);
    const part = (at! - from!) / (to! - from!);
    return { constant: (1 - part) * solve(start, power) + part * solve(start, power + 1), shape: SHAPE };
  };
}

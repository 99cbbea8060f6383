import { createRandom } from "../random.ts";
import { percentileInterval } from "../bootstrap.ts";
import { DEFAULT_LEVEL, type Interval } from "../interval.ts";

/** Two figures of one thing. */
export type Pair = readonly [x: number, y: number];

export interface Correlation {
  /** −1..1, or for agreement 0..1; null where one of the two does not vary. */
  readonly value: number | null;
  /** Resampled over things; null where it cannot be told. */
  readonly interval: Interval | null;
}

const REPLICATES = 1999;
/** Fewer things than these say nothing of a range. */
const FEWEST = 4;

/** Pearson's correlation of ranks, ties at their mean rank. Source: Spearman (1904). */
export const spearman = (pairs: readonly Pair[], seed: number): Correlation => correlate(pairs, seed, rho);

/** Kendall's τ-b, which allows for ties. Source: Kendall, "The treatment of ties in ranking problems" (1945). */
export const kendall = (pairs: readonly Pair[], seed: number): Correlation => correlate(pairs, seed, tau);

/** The share of pairs of things that both figures put in one order; a tie in one of them counts half, pairs that tie in both nothing. */
export const pairwiseAgreement = (pairs: readonly Pair[], seed: number): Correlation =>
  correlate(pairs, seed, agreement);

function correlate(
  pairs: readonly Pair[],
  seed: number,
  statistic: (pairs: readonly Pair[]) => number | null,
): Correlation {
  const value = pairs.length < 2 ? null : statistic(pairs);
  if (value === null || pairs.length < FEWEST) return { value, interval: null };
  const random = createRandom(seed);
  const values = Array.from({ length: REPLICATES }, () => {
    const sample = pairs.map(() => pairs[Math.floor(random() * pairs.length)]!);
    return statistic(sample) ?? Number.NaN;
  });
  return { value, interval: percentileInterval(values, DEFAULT_LEVEL) };
}

function rho(pairs: readonly Pair[]): number | null {
  const [x, y] = [ranksOf(pairs.map(([first]) => first)), ranksOf(pairs.map(([, second]) => second))];
  const mean = (pairs.length + 1) / 2;
  let [xy, xx, yy] = [0, 0, 0];
  for (const [index, rank] of x.entries()) {
    const [dx, dy] = [rank - mean, y[index]! - mean];
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  }
  return xx === 0 || yy === 0 ? null : xy / Math.sqrt(xx * yy);
}

function ranksOf(values: readonly number[]): number[] {
  const order = [...values.keys()].toSorted((i, j) => values[i]! - values[j]!);
  const ranks: number[] = Array.from(values, () => 0);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to + 1 < order.length && values[order[to + 1]!] === values[order[from]!]) to += 1;
    for (let place = from; place <= to; place += 1) ranks[order[place]!] = (from + to) / 2 + 1;
    from = to + 1;
  }
  return ranks;
}

/** How many pairs of things both figures put in one order, and in two; ties in both are none of these. */
interface Orders {
  concordant: number;
  discordant: number;
  /** Ties in x alone, and in y alone. */
  tiedX: number;
  tiedY: number;
}

export function countOrders(pairs: readonly Pair[]): Orders {
  const orders: Orders = { concordant: 0, discordant: 0, tiedX: 0, tiedY: 0 };
  for (const [index, [x, y]] of pairs.entries()) {
    for (const [otherX, otherY] of pairs.slice(index + 1)) {
      const [dx, dy] = [Math.sign(x - otherX), Math.sign(y - otherY)];
      if (dx === 0 && dy === 0) continue;
      if (dx === 0) orders.tiedX += 1;
      else if (dy === 0) orders.tiedY += 1;
      else if (dx === dy) orders.concordant += 1;
      else orders.discordant += 1;
    }
  }
  return orders;
}

function tau(pairs: readonly Pair[]): number | null {
  const { concordant, discordant, tiedX, tiedY } = countOrders(pairs);
  const ordered = concordant + discordant;
  const scale = Math.sqrt((ordered + tiedX) * (ordered + tiedY));
  return scale === 0 ? null : (concordant - discordant) / scale;
}

function agreement(pairs: readonly Pair[]): number | null {
  const { concordant, discordant, tiedX, tiedY } = countOrders(pairs);
  const all = concordant + discordant + tiedX + tiedY;
  return all === 0 ? null : (concordant + (tiedX + tiedY) / 2) / all;
}

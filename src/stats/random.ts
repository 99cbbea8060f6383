import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { skipN } from "pure-rand/utils/skipN";

const WARM_UP = 32;

/**
 * Numbers in [0, 1), the same ones for the same seed, of which the lower 32 bits count. Not for secrets.
 * Source: xoroshiro128+ of pure-rand.
 */
export function createRandom(seed: number): () => number {
  const generator = xoroshiro128plus(scramble(seed));
  skipN(generator, WARM_UP);
  return () => uniformFloat64(generator);
}

/**
 * Neighbouring seeds would begin with correlated numbers: the generator is linear, and a seed fills a fourth of it.
 * Source: the finaliser of MurmurHash3, 32 bits.
 */
function scramble(seed: number): number {
  const once = Math.imul(seed ^ (seed >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return twice ^ (twice >>> 16);
}

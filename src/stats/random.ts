import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { skipN } from "pure-rand/utils/skipN";

/** A small seed leaves most of the generator's first state zero. */
const WARM_UP = 32;

/**
 * Numbers in [0, 1), the same ones for the same seed, of which the lower 32 bits count. Not for secrets.
 * Source: xoroshiro128+ of pure-rand.
 */
export function createRandom(seed: number): () => number {
  const generator = xoroshiro128plus(seed);
  skipN(generator, WARM_UP);
  return () => uniformFloat64(generator);
}

import type { Rgb } from "./colours.ts";
import type { Box } from "./read-blocks.ts";

/** A picture in memory: four bytes a pixel, row by row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Pixels of a box that are looked at, at most: a page of ten thousand blocks is looked at in bounded time. */
const MAX_SAMPLES = 8_192;

/** Offsets into a picture's data, spread evenly over a box. */
export function samplesOf({ width, height }: Picture, [x, y, w, h]: Box): number[] {
  const [left, top] = [Math.max(0, Math.round(x)), Math.max(0, Math.round(y))];
  const [right, bottom] = [Math.min(width, Math.round(x + w)), Math.min(height, Math.round(y + h))];
  const area = Math.max(0, right - left) * Math.max(0, bottom - top);
  const step = Math.max(1, Math.ceil(Math.sqrt(area / MAX_SAMPLES)));
  const found: number[] = [];
  for (let row = top; row < bottom; row += step) {
    for (let column = left; column < right; column += step) found.push((row * width + column) * 4);
  }
  return found;
}

export const pixelAt = ({ data }: Picture, offset: number): Rgb => [
  data[offset]!,
  data[offset + 1]!,
  data[offset + 2]!,
];

/** The largest difference of a channel, in 0..255. */
export const contrastOf = (a: Rgb, b: Rgb): number =>
  Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1]), Math.abs(a[2] - b[2]));

/** The middle one of each channel; null where there is nothing. */
export function medianOf(picture: Picture, offsets: readonly number[]): Rgb | null {
  if (offsets.length === 0) return null;
  const channel = (index: number): number => {
    const counts = new Uint32Array(256);
    for (const offset of offsets) counts[picture.data[offset + index]!]! += 1;
    let left = Math.floor(offsets.length / 2);
    return counts.findIndex((count) => (left -= count) < 0);
  };
  return [channel(0), channel(1), channel(2)];
}

export function meanOf(colours: readonly Rgb[]): Rgb {
  const mean = (index: 0 | 1 | 2): number =>
    colours.reduce((sum, colour) => sum + colour[index], 0) / Math.max(1, colours.length);
  return [mean(0), mean(1), mean(2)];
}

/** The colour that most of the pixels have, or nearly so. */
export function commonColour(picture: Picture, offsets: readonly number[]): Rgb {
  const groups = new Map<number, number[]>();
  for (const offset of offsets) {
    const [red, green, blue] = pixelAt(picture, offset);
    const key = ((red >> 3) << 10) | ((green >> 3) << 5) | (blue >> 3);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [offset]);
    else group.push(offset);
  }
  const largest = [...groups.entries()].toSorted(
    ([a, one], [b, other]) => other.length - one.length || a - b,
  )[0];
  return medianOf(picture, largest?.[1] ?? []) ?? [255, 255, 255];
}

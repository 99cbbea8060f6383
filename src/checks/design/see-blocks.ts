import type { Look, ShapeBlock, TextBlock } from "./blocks.ts";
import { differenceOf, type Rgb } from "./colours.ts";
import { commonColour, contrastOf, meanOf, medianOf, type Picture, pixelAt, samplesOf } from "./pixels.ts";
import type { Box, ReadShape, Reading, ReadText } from "./read-blocks.ts";

/** Channels that differ by less are one colour: what rounding and smoothing do. */
const SAME = 4;
const INK = 16;
/** Letters nearer than this to what is behind them (CIEDE2000) are not seen. */
const FAINTEST = 5;
const FEWEST_INK_PIXELS = 3;
/** What is thinner is a line. */
const THINNEST_PX = 4;
/** Points of a side that are looked at. */
const SIDE_POINTS = 32;

/** Two pictures of one page: as it is, and with every text made transparent. */
export interface Pictures {
  readonly whole: Picture;
  readonly textless: Picture;
}

/**
 * What of a page's blocks is seen in its pictures, with the colours that it has there. A text that is there but changes no
 * pixel (covered, transparent, of the colour of its background) is none.
 */
export function seeBlocks({ texts, shapes }: Reading, pictures: Pictures): Look {
  const { whole, textless } = pictures;
  return {
    texts: texts.flatMap((text) => seeText(text, pictures) ?? []),
    shapes: shapes.filter(isFirst).flatMap((shape) => seeShape(shape, textless) ?? []),
    picture: whole,
    background: commonColour(textless, samplesOf(textless, [0, 0, textless.width, textless.height])),
  };
}

function seeText(read: ReadText, { whole, textless }: Pictures): TextBlock | null {
  const offsets = samplesOf(textless, read.box);
  const background = medianOf(textless, offsets);
  if (background === null) return null;
  let cluttered = 0;
  const ink: { readonly colour: Rgb; readonly contrast: number }[] = [];
  for (const offset of offsets) {
    const [colour, behind] = [pixelAt(whole, offset), pixelAt(textless, offset)];
    const beside = (offset / 4 + 1) % textless.width === 0 ? behind : pixelAt(textless, offset + 4);
    if (contrastOf(behind, beside) >= INK) cluttered += 1;
    if (contrastOf(colour, behind) >= INK) ink.push({ colour, contrast: contrastOf(colour, background) });
  }
  if (ink.length < FEWEST_INK_PIXELS) return null;
  // The edges of letters are smoothed; their darkest tenth is the colour that was meant.
  const strongest = ink
    .toSorted((a, b) => b.contrast - a.contrast)
    .slice(0, Math.max(1, Math.floor(ink.length / 10)));
  const colour = meanOf(strongest.map(({ colour }) => colour));
  if (differenceOf(colour, background) < FAINTEST) return null;
  return { ...read, colour, background, clutter: cluttered / offsets.length };
}

/** Elements with one and the same box are seen as one. */
function isFirst({ box }: ReadShape, index: number, shapes: readonly ReadShape[]): boolean {
  const first = shapes.findIndex((other) => other.box.every((edge, at) => Math.abs(edge - box[at]!) < 1));
  return first === index;
}

/** A box is seen where it differs from what is around it; a picture also by what is on it. A line is no box. */
function seeShape({ box, isPicture }: ReadShape, picture: Picture): ShapeBlock | null {
  if (Math.min(box[2], box[3]) < THINNEST_PX) return null;
  const offsets = samplesOf(picture, isPicture ? box : insideOf(box));
  const colour = isPicture
    ? meanOf(offsets.map((offset) => pixelAt(picture, offset)))
    : medianOf(picture, offsets);
  if (colour === null || offsets.length === 0) return null;
  const isSeen =
    isOutlined(box, picture) ||
    (isPicture && offsets.some((offset) => contrastOf(pixelAt(picture, offset), colour) >= INK));
  return isSeen ? { box, isPicture, colour } : null;
}

/** A line just inside the box's upper edge says what it is filled with; children seldom reach it. */
function insideOf([x, y, width, height]: Box): Box {
  const inset = Math.min(3, Math.floor(Math.min(width, height) / 2));
  return [x + inset, y + inset, Math.max(1, width - 2 * inset), 1];
}

/** Whether all its sides but one are seen, of those that are not the page's own. A box with one line below is none. */
function isOutlined([x, y, w, h]: Box, picture: Picture): boolean {
  const [left, top, right, bottom] = [x, y, x + w, y + h].map(Math.round) as [number, number, number, number];
  const columns = spread(left, right);
  const rows = spread(top, bottom);
  const sides: readonly (readonly Probe[])[] = [
    columns.map((column) => [column, top - 2, 0, 1]),
    columns.map((column) => [column, bottom + 1, 0, -1]),
    rows.map((row) => [left - 2, row, 1, 0]),
    rows.map((row) => [right + 1, row, -1, 0]),
  ];
  const known = sides.filter((side) => side.every(([x, y]) => colourAt(picture, x, y) !== null));
  const seen = known.filter((side) => differs(side, picture));
  return seen.length > 0 && seen.length >= known.length - 1;
}

/** Points between two ends, without the corners, which may be round. */
function spread(from: number, to: number): number[] {
  const count = Math.min(SIDE_POINTS, Math.max(1, to - from));
  return Array.from({ length: count }, (_, index) =>
    Math.floor(from + (to - from) * (0.15 + (0.7 * (index + 0.5)) / count)),
  );
}

type Probe = readonly [x: number, y: number, inwardX: number, inwardY: number];

/** Whether at most points the pixel outside is unlike one of the first two inside. */
function differs(probes: readonly Probe[], picture: Picture): boolean {
  let seen = 0;
  for (const [x, y, inwardX, inwardY] of probes) {
    const outside = colourAt(picture, x, y);
    const inside = [2, 3].map((depth) => colourAt(picture, x + depth * inwardX, y + depth * inwardY));
    if (outside !== null && inside.some((colour) => colour !== null && contrastOf(colour, outside) >= SAME))
      seen += 1;
  }
  return seen * 2 > probes.length;
}

function colourAt(picture: Picture, x: number, y: number): Rgb | null {
  const isInside = x >= 0 && y >= 0 && x < picture.width && y < picture.height;
  return isInside ? pixelAt(picture, (y * picture.width + x) * 4) : null;
}

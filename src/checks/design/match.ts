import { type Block, centreOf, type ShapeBlock, type TextBlock } from "./blocks.ts";
import type { Box } from "./read-blocks.ts";

/** A block of the design with the one of the app that stands for it. */
export interface Pair<Kind extends Block> {
  readonly design: Kind;
  readonly app: Kind;
  /** In 0..1: of the words for texts, of size and place for shapes. */
  readonly likeness: number;
}

/** Texts less alike than this, and shapes, are no pair. */
const LEAST_TEXT = 0.5;
const LEAST_SHAPE = 0.4;
/** Letters of a text that are compared. */
const COMPARED = 200;
/** Shapes this far apart, as a share of the page's width, are no pair. */
const REACH = 0.3;

/** Pairs of texts: the likest words first, then the nearest. */
export function matchTexts(designs: readonly TextBlock[], apps: readonly TextBlock[]): Pair<TextBlock>[] {
  const theirs = apps.map(({ text }) => bigramsOf(text));
  const likenessesOf = ({ text }: TextBlock): number[] => {
    const own = bigramsOf(text);
    return theirs.map((other) => dice(own, other));
  };
  return matchBest(designs, apps, { likenessesOf, least: LEAST_TEXT });
}

/** Pairs of shapes of about one size at about one place. */
export function matchShapes(
  designs: readonly ShapeBlock[],
  apps: readonly ShapeBlock[],
  pageWidth: number,
): Pair<ShapeBlock>[] {
  const likenessesOf = ({ box }: ShapeBlock): number[] =>
    apps.map((app) => sizeLikeness(box, app.box) * Math.max(0, 1 - gap(box, app.box) / (REACH * pageWidth)));
  return matchBest(designs, apps, { likenessesOf, least: LEAST_SHAPE });
}

/** In 0..1: how much of the larger one the smaller one has, in width and in height. */
export const sizeLikeness = (a: Box, b: Box): number =>
  (Math.min(a[2], b[2]) / Math.max(a[2], b[2])) * (Math.min(a[3], b[3]) / Math.max(a[3], b[3]));

/** Between the centres, in pixels. */
export function gap(a: Box, b: Box): number {
  const [[ax, ay], [bx, by]] = [centreOf(a), centreOf(b)];
  return Math.hypot(ax - bx, ay - by);
}

interface MatchBy<Kind> {
  /** Of one of the design's blocks with each of the app's. */
  readonly likenessesOf: (design: Kind) => readonly number[];
  readonly least: number;
}

/** Takes the likest pair that is left, again and again; of equal ones the nearest, then the first in the page. */
function matchBest<Kind extends Block>(
  designs: readonly Kind[],
  apps: readonly Kind[],
  { likenessesOf, least }: MatchBy<Kind>,
): Pair<Kind>[] {
  const candidates = designs.flatMap((design, from) =>
    likenessesOf(design).flatMap((likeness, to) =>
      likeness >= least ? [{ from, to, likeness, distance: gap(design.box, apps[to]!.box) }] : [],
    ),
  );
  const ordered = candidates.toSorted(
    (a, b) => b.likeness - a.likeness || a.distance - b.distance || a.from - b.from || a.to - b.to,
  );
  const [usedFrom, usedTo] = [new Set<number>(), new Set<number>()];
  return ordered.flatMap(({ from, to, likeness }) => {
    if (usedFrom.has(from) || usedTo.has(to)) return [];
    usedFrom.add(from);
    usedTo.add(to);
    return [{ design: designs[from]!, app: apps[to]!, likeness }];
  });
}

/** Every two neighbouring letters, the ends included, as sorted numbers. */
function bigramsOf(text: string): Uint32Array {
  const letters = ` ${text.slice(0, COMPARED)} `;
  const found = Uint32Array.from({ length: letters.length - 1 }, (_, at) => {
    return letters.charCodeAt(at) * 0x1_0000 + letters.charCodeAt(at + 1);
  });
  return found.toSorted();
}

/** Share of what both have: Dice's coefficient over sorted lists, repeats counted. */
function dice(a: Uint32Array, b: Uint32Array): number {
  // Where one is much shorter than the other, no pair comes of it.
  const most = (2 * Math.min(a.length, b.length)) / (a.length + b.length);
  if (most < LEAST_TEXT) return 0;
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const [one, other] = [a[i]!, b[j]!];
    if (one === other) shared += 1;
    if (one <= other) i += 1;
    if (other <= one) j += 1;
  }
  return (2 * shared) / (a.length + b.length);
}

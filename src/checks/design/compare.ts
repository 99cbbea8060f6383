import { type Block, type Look, type TextBlock, totalWeight, weightOf } from "./blocks.ts";
import { likenessOf } from "./colours.ts";
import { gap, matchShapes, matchTexts, type Pair, sizeLikeness } from "./match.ts";
import { comparePages } from "./pages.ts";

export const MEASURES = ["blocks", "text", "position", "colour", "picture"] as const;
export type Measure = (typeof MEASURES)[number];

/** What two looks have in common; every figure is in 0..1, null where the design has nothing to measure it by. */
export interface Comparison {
  readonly likeness: number;
  readonly measures: Readonly<Record<Measure, number | null>>;
  /** Blocks that have no partner, in the order of their pages. */
  readonly missing: readonly Block[];
  readonly foreign: readonly Block[];
}

/** Share of the colour that the page's background makes up. */
const BACKGROUND_SHARE = 0.1;
/** Letters of 16 px have twice as many edges. */
const MOST_CLUTTER = 0.08;

/**
 * Measures an app's look by a design's, after the idea of Design2Code (Si et al., 2024): which blocks have a partner, and how
 * alike the partners are. Unlike there, a text of the design without a partner counts as 0 in every measure, so that a page
 * with one right word is not right.
 */
export function compareLooks(design: Look, app: Look): Comparison {
  const texts = matchTexts(design.texts, app.texts).filter(isUncluttered);
  const shapes = matchShapes(design.shapes, app.shapes, design.picture.width);
  const pairs: readonly Pair<Block>[] = [...texts, ...shapes];
  const reach = Math.max(design.picture.width, 800) / 2;
  const place = ({ design, app }: Pair<Block>): number => Math.max(0, 1 - gap(design.box, app.box) / reach);
  const blocks = [...design.texts, ...design.shapes];
  const appBlocks = [...app.texts, ...app.shapes];
  // What a shape without a partner lacks stands in `blocks`: what is drawn alike is built in many ways, words are not.
  const measured = totalWeight(design.texts) + totalWeight(shapes.map(({ design }) => design));
  const shareOf = (total: number): number => (measured === 0 ? 0 : total / measured);
  const colours =
    sum(texts, textColours) + sum(shapes, ({ design, app }) => likenessOf(design.colour, app.colour));
  const background = pairs.length === 0 ? 0 : likenessOf(design.background, app.background);
  const measures = {
    blocks: sum(pairs, () => 1, true) / (totalWeight(blocks) + totalWeight(appBlocks)),
    text:
      design.texts.length === 0 ? null : sum(texts, ({ likeness }) => likeness) / totalWeight(design.texts),
    position: shareOf(sum(pairs, (pair) => place(pair) * (0.5 + 0.5 * sizeOf(pair)))),
    colour: (1 - BACKGROUND_SHARE) * shareOf(colours) + BACKGROUND_SHARE * background,
    picture: comparePages(design, app),
  };
  const known = Object.values(measures).filter((value) => value !== null);
  const paired = new Set<Block>(pairs.flatMap(({ design, app }) => [design, app]));
  return {
    likeness: known.reduce((total, value) => total + value, 0) / known.length,
    measures,
    missing: blocks.filter((block) => !paired.has(block)),
    foreign: appBlocks.filter((block) => !paired.has(block)),
  };
}

/** Sum over pairs, each by the weight of its block in the design, or of both its blocks. */
function sum<Kind extends Block>(
  pairs: readonly Pair<Kind>[],
  valueOf: (pair: Pair<Kind>) => number,
  ofBoth = false,
): number {
  return pairs.reduce(
    (total, pair) => total + valueOf(pair) * (weightOf(pair.design) + (ofBoth ? weightOf(pair.app) : 0)),
    0,
  );
}

const isText = (block: Block): block is TextBlock => "text" in block;

/** The size of letters, or of a shape. */
function sizeOf({ design, app }: Pair<Block>): number {
  if (!isText(design) || !isText(app)) return Math.sqrt(sizeLikeness(design.box, app.box));
  const [smaller, larger] = [design.fontSizePx, app.fontSizePx].toSorted((a, b) => a - b) as [number, number];
  return larger === 0 ? 1 : smaller / larger;
}

/** Words above a picture of words: where the design's are not, they are no text. */
const isUncluttered = ({ design, app }: Pair<TextBlock>): boolean =>
  app.clutter - design.clutter <= MOST_CLUTTER;

/** Of the letters, and of what is behind them. */
const textColours = ({ design, app }: Pair<TextBlock>): number =>
  (likenessOf(design.colour, app.colour) + likenessOf(design.background, app.background)) / 2;

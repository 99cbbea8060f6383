import type { Rgb } from "./colours.ts";
import type { Picture } from "./pixels.ts";
import type { Box } from "./read-blocks.ts";

/** Words that are seen on a page. */
export interface TextBlock {
  readonly text: string;
  readonly box: Box;
  readonly fontSizePx: number;
  readonly colour: Rgb;
  readonly background: Rgb;
  /** Share of the place that is edges although the text is away: letters of a picture have many. */
  readonly clutter: number;
}

/** A box or a picture that is seen on a page. */
export interface ShapeBlock {
  readonly box: Box;
  readonly isPicture: boolean;
  readonly colour: Rgb;
}

export type Block = TextBlock | ShapeBlock;

/** What a page looks like. */
export interface Look {
  readonly texts: readonly TextBlock[];
  readonly shapes: readonly ShapeBlock[];
  readonly picture: Picture;
  /** The colour that most of the page has. */
  readonly background: Rgb;
}

/** Neither one large block nor many small ones decide. */
export const weightOf = ({ box: [, , width, height] }: { readonly box: Box }): number =>
  Math.sqrt(width * height);

export const totalWeight = (blocks: readonly Block[]): number =>
  blocks.reduce((sum, block) => sum + weightOf(block), 0);

export const centreOf = ([x, y, width, height]: Box): readonly [x: number, y: number] => [
  x + width / 2,
  y + height / 2,
];

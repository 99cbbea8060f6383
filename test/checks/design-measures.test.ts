import { describe, expect, it } from "vitest";
import { ciede2000, differenceOf, likenessOf } from "../../src/checks/design/colours.ts";
import type { Look, TextBlock } from "../../src/checks/design/blocks.ts";
import { compareLooks } from "../../src/checks/design/compare.ts";
import { matchTexts } from "../../src/checks/design/match.ts";

/** From the supplement of Sharma, Wu and Dalal: pairs where hues, chromas and the rotation are hard. */
const SHARMA = [
  [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
  [[50, -1.3802, -84.2814], [50, 0, -82.7485], 1.0],
  [[50, 0, 0], [50, -1, 2], 2.3669],
  [[50, 2.49, -0.001], [50, -2.49, 0.0009], 7.1792],
  [[50, 2.49, -0.001], [50, -2.49, 0.0011], 7.2195],
  [[50, -0.001, 2.49], [50, 0.0011, -2.49], 4.7461],
  [[50, 2.5, 0], [73, 25, -18], 27.1492],
  [[50, 2.5, 0], [56, -27, -3], 31.903],
  [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
  [[22.7233, 20.0904, -46.694], [23.0331, 14.973, -42.5619], 2.0373],
  [[90.8027, -2.0831, 1.441], [91.1528, -1.6435, 0.0447], 1.4441],
  [[2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082],
] as const;

describe("differences of colours", () => {
  it.each(SHARMA)("are those of CIEDE2000: %j and %j", (one, other, difference) => {
    expect(ciede2000(one, other)).toBeCloseTo(difference, 4);
    expect(ciede2000(other, one)).toBeCloseTo(difference, 4);
  });

  it("go from nothing to black and white", () => {
    expect(differenceOf([0, 0, 0], [255, 255, 255])).toBeCloseTo(100, 1);
    expect(likenessOf([12, 34, 56], [12, 34, 56])).toBe(1);
    expect(likenessOf([0, 0, 0], [255, 255, 255])).toBe(0);
    expect(likenessOf([37, 99, 235], [59, 130, 246])).toBeGreaterThan(0.6);
  });
});

const text = (words: string, x: number, y: number): TextBlock => ({
  text: words,
  box: [x, y, 100, 20],
  fontSizePx: 16,
  colour: [0, 0, 0],
  background: [255, 255, 255],
  clutter: 0,
});

const lookOf = (texts: readonly TextBlock[]): Look => ({
  texts,
  shapes: [],
  background: [255, 255, 255],
  picture: { width: 800, height: 16, data: new Uint8Array(800 * 16 * 4).fill(255) },
});

describe("partners of texts", () => {
  const pairsOf = (designs: TextBlock[], apps: TextBlock[]) =>
    matchTexts(designs, apps).map(({ design, app }) => [design.text, app.text, app.box[1]]);

  it("are those with the likest words, wherever they stand", () => {
    const apps = [text("Delete", 0, 0), text("Save changes", 0, 900), text("Save change", 0, 0)];
    expect(pairsOf([text("Save changes", 0, 0)], apps)).toEqual([["Save changes", "Save changes", 900]]);
  });

  it("are the nearest of those with one text, each once", () => {
    const apps = [text("Delete", 0, 110), text("Delete", 0, 10)];
    expect(pairsOf([text("Delete", 0, 0), text("Delete", 0, 100), text("Delete", 0, 200)], apps)).toEqual([
      ["Delete", "Delete", 10],
      ["Delete", "Delete", 110],
    ]);
  });

  it("are found in every script, and are none where the words are others", () => {
    expect(pairsOf([text("کل رقم", 0, 0)], [text("کل رقم", 0, 0)])).toHaveLength(1);
    expect(pairsOf([text("价格", 0, 0), text("1", 0, 0)], [text("价钱表", 0, 0), text("2", 0, 0)])).toEqual(
      [],
    );
  });
});

describe("what two looks have in common", () => {
  it("is everything, for one and the same", () => {
    const look = lookOf([text("One", 0, 0), text("Two", 0, 40)]);
    expect(compareLooks(look, look)).toMatchObject({ likeness: 1, missing: [], foreign: [] });
  });

  it("counts what is missing in every measure, and what is too much in the blocks", () => {
    const [one, two] = [text("One", 0, 0), text("Two", 0, 40)];
    const less = compareLooks(lookOf([one, two]), lookOf([one]));
    expect(less.measures).toMatchObject({ text: 0.5, position: 0.5 });
    expect(less.measures.colour).toBeCloseTo(0.55, 6);
    expect(less.missing).toEqual([two]);
    const more = compareLooks(lookOf([one]), lookOf([one, two]));
    expect(more.measures).toMatchObject({ text: 1, position: 1, colour: 1 });
    expect(more.measures.blocks).toBeCloseTo(2 / 3, 6);
    expect(more.foreign).toEqual([two]);
  });
});

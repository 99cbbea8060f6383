import { setTimeout as wait } from "node:timers/promises";
import type { Locator, Page } from "playwright";

const TIMEOUT_MS = 5_000;
const WHOLE_PAGE_TIMEOUT_MS = 10_000;

/** A picture that repeats: animations are at their end, the caret is hidden, one image pixel is one CSS pixel. */
const STILL = { type: "png", animations: "disabled", caret: "hide", scale: "css" } as const;

/** What Chromium says where what it draws with starts anew, as after the end of a page that was too much for it. */
const REFUSAL = "Unable to capture screenshot";
const MAX_TRIES = 5;
const PAUSE_MS = 200;

export const takePicture = (subject: Page | Locator): Promise<Uint8Array> =>
  insist(() => subject.screenshot({ ...STILL, timeout: TIMEOUT_MS }));

/** A page from its upper left corner on, seen in the viewport or not. */
export const takeWholePage = (
  page: Page,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<Uint8Array> => {
  const clip = { x: 0, y: 0, width, height };
  return insist(() => page.screenshot({ ...STILL, fullPage: true, clip, timeout: WHOLE_PAGE_TIMEOUT_MS }));
};

/** Takes a picture that the browser may refuse for a moment: no app is to blame for that. */
export async function insist<Bytes extends Uint8Array>(take: () => Promise<Bytes>): Promise<Bytes> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await take();
    } catch (error) {
      if (tries === MAX_TRIES || !String(error).includes(REFUSAL)) throw error;
      await wait(PAUSE_MS);
    }
  }
}

interface PngImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

type Pixelmatch = (
  ...parameters: [
    ...images: [Uint8Array, Uint8Array, output: null],
    width: number,
    height: number,
    options: { threshold: number },
  ]
) => number;

/** How far apart two colours may be to count as one; Pixelmatch's own default. */
const THRESHOLD = 0.1;

/** Share of pixels that differ, or the two sizes where those are not the same. */
export type Comparison = { readonly share: number } | { readonly found: string; readonly wanted: string };

/** Compares two PNG files. Throws where the second is no PNG. */
export async function comparePictures(
  found: Uint8Array,
  wanted: Uint8Array,
  load: (name: string) => unknown,
): Promise<Comparison> {
  const { PNG } = load("pngjs") as { PNG: { sync: { read: (png: Uint8Array) => PngImage } } };
  const pixelmatch = (load("pixelmatch") as { default: Pixelmatch }).default;
  const [a, b] = [PNG.sync.read(found), PNG.sync.read(wanted)];
  if (a.width !== b.width || a.height !== b.height) return { found: sizeOf(a), wanted: sizeOf(b) };
  const differing = pixelmatch(a.data, b.data, null, a.width, a.height, { threshold: THRESHOLD });
  return { share: differing / (a.width * a.height) };
}

const sizeOf = ({ width, height }: PngImage): string => `${width}x${height}`;

import type { Locator, Page } from "playwright";

const SCREENSHOT_TIMEOUT_MS = 5_000;

/** A picture that repeats: animations are at their end, the caret is hidden, one image pixel is one CSS pixel. */
export async function takePicture(subject: Page | Locator): Promise<Uint8Array> {
  return subject.screenshot({
    type: "png",
    animations: "disabled",
    caret: "hide",
    scale: "css",
    timeout: SCREENSHOT_TIMEOUT_MS,
  });
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

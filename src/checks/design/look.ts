import { InPageError, openWorldApart } from "../axe/world-apart.ts";
import type { CheckContext, PageSession } from "../context.ts";
import { takeWholePage } from "../picture.ts";
import { CheckFailure } from "../verdict.ts";
import type { Look } from "./blocks.ts";
import { hideText } from "./hide-text.ts";
import type { Picture } from "./pixels.ts";
import { readBlocks } from "./read-blocks.ts";
import { seeBlocks } from "./see-blocks.ts";

const FONTS_TIMEOUT_MS = 3_000;

const MAX_NODES = 30_000;
const MAX_BLOCKS = 2_000;
const MAX_HEIGHT = 6_000;
const MAX_PIXELS = 8_000_000;
/** A picture of noise is not kept beside the verdict. */
const MAX_KEPT_BYTES = 4_000_000;

/**
 * Looks at a page from its top to its end, or as far as is bounded. Its scripts run no more afterwards.
 * @param name of the picture that is kept
 * @throws CheckFailure
 */
export async function lookAt(session: PageSession, context: CheckContext, name: string): Promise<Look> {
  const { page, browserContext } = session;
  const { width, height } = context.viewport;
  const devtools = await browserContext.newCDPSession(page);
  const world = await openWorldApart(devtools);
  await inPage(world.call(waitForFonts, FONTS_TIMEOUT_MS));
  // From here on the page stands still: what is read and both pictures are of one moment.
  await devtools.send("Emulation.setScriptExecutionDisabled", { value: true });
  const maxHeight = Math.max(height, Math.min(MAX_HEIGHT, Math.floor(MAX_PIXELS / width)));
  const limits = { maxHeight, maxNodes: MAX_NODES, maxBlocks: MAX_BLOCKS };
  const reading = await inPage(world.call(readBlocks, { width, minHeight: height, ...limits }));
  const whole = await takePage(session, { width, height: reading.height });
  if (whole.length <= MAX_KEPT_BYTES) context.keepScreenshot(name, whole);
  await inPage(world.call(hideText, null));
  const textless = await takePage(session, { width, height: reading.height });
  return seeBlocks(reading, { whole: decode(whole, context), textless: decode(textless, context) });
}

/** Runs in the page. */
async function waitForFonts(timeoutMs: number): Promise<void> {
  const timeout = new Promise((resolve) => {
    setTimeout(resolve, timeoutMs);
  });
  await Promise.race([document.fonts.ready, timeout]);
}

async function inPage<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof InPageError)) throw error;
    throw new CheckFailure(`the page could not be looked at: ${error.message}`);
  }
}

async function takePage({ page }: PageSession, size: CheckContext["viewport"]): Promise<Uint8Array> {
  return takeWholePage(page, size).catch((cause: unknown) => {
    throw new CheckFailure("the page could not be pictured", { cause });
  });
}

function decode(png: Uint8Array, { load }: CheckContext): Picture {
  const { PNG } = load("pngjs") as { PNG: { sync: { read: (png: Uint8Array) => Picture } } };
  return PNG.sync.read(png);
}

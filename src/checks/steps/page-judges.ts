import { readFile } from "node:fs/promises";
import type { Page } from "playwright";
import { describeText, matchesText } from "../matching/text.ts";
import { show } from "../matching/words.ts";
import { comparePictures, takePicture } from "../picture.ts";
import { CheckFailure } from "../verdict.ts";
import { readStyle } from "./read.ts";
import { type Judge, ofElement, type Subject } from "./subject.ts";

type PageKey = "url" | "title" | "direction" | "language" | "noHorizontalScroll" | "screenshot";

/** What is expected of the page as a whole; direction and screenshot may be of an element too. */
export const PAGE_JUDGES: { readonly [Key in PageKey]: Judge<Key> } = {
  url: async (matcher, { stage }) => {
    const url = readAddress(stage.session.page, stage.context.baseUrl, stage.context.normalize);
    if (matchesText(matcher, url, stage.memory)) return null;
    return { what: "the address", wanted: describeText(matcher, stage.memory), found: show(url) };
  },
  title: async (matcher, { stage }) => {
    const title = await stage.session.page.title();
    if (matchesText(matcher, title, stage.memory)) return null;
    return { what: "the title", wanted: describeText(matcher, stage.memory), found: show(title) };
  },
  direction: (wanted, subject) =>
    ofElement({ ...subject, what: `the direction of ${subject.what}` }, wanted, async (found) => {
      const direction = await readStyle(found, "direction");
      return direction === wanted ? null : direction;
    }),
  language: async (wanted, { stage }) => {
    const language = (await stage.session.page.locator("html").getAttribute("lang")) ?? "";
    const isSame = `${language.toLowerCase()}-`.startsWith(`${wanted.toLowerCase()}-`);
    if (isSame) return null;
    return { what: "the page's language", wanted, found: language === "" ? "none" : show(language) };
  },
  noHorizontalScroll: async (_, { stage }) => judgeWidth(stage.session.page),
  screenshot: (wanted, subject) => judgePicture(wanted, subject),
};

/** Path, query and fragment; the whole address where it is not the app's. */
function readAddress(page: Page, baseUrl: string, normalize: (text: string) => string): string {
  const url = new URL(page.url());
  return url.origin === new URL(baseUrl).origin
    ? `${url.pathname}${url.search}${url.hash}`
    : normalize(page.url());
}

/** Asked of the browser, not of the page: what scripts say of sizes can be rewritten. */
async function judgeWidth(page: Page) {
  const devtools = await page.context().newCDPSession(page);
  try {
    const { cssContentSize, cssLayoutViewport } = await devtools.send("Page.getLayoutMetrics");
    const [content, viewport] = [Math.round(cssContentSize.width), cssLayoutViewport.clientWidth];
    if (content <= viewport) return null;
    const widest = await page.evaluate(describeWidest, viewport).catch(() => "");
    return {
      what: "the page",
      wanted: "not to scroll sideways",
      found: `it ${content} px wide in ${viewport} px${widest === "" ? "" : `, because of ${widest}`}`,
    };
  } finally {
    await devtools.detach();
  }
}

/** Runs in the page: the innermost element that reaches furthest beyond the viewport. */
function describeWidest(viewport: number): string {
  let widest: Element | null = null;
  let reach = 0.5;
  const all = document.querySelectorAll("body *");
  for (let n = 0; n < all.length && n < 20_000; n += 1) {
    const { left, right } = all[n]!.getBoundingClientRect();
    const beyond = Math.max(right - viewport, -left);
    if (beyond >= reach) {
      reach = beyond;
      widest = all[n]!;
    }
  }
  if (widest === null) return "";
  const id = widest.id === "" ? "" : `#${widest.id}`;
  const name = widest.getAttribute("class")?.trim().split(/\s+/)[0];
  return `<${widest.localName}${id}${name === undefined || name === "" ? "" : `.${name}`}>`;
}

async function judgePicture(
  { file, maxDifference }: { file: string; maxDifference: number },
  { stage, locator, what }: Subject,
) {
  const reference = await readFile(stage.context.taskFile(file)).catch((cause: unknown) => {
    throw new CheckFailure(`there is no picture ${file} in the task's folder`, { cause });
  });
  return ofElement({ stage, locator, what }, `to look like ${file}`, async (found) => {
    const png = await takePicture(locator === null ? stage.session.page : found);
    const difference = await comparePictures(png, reference, stage.context.load);
    if ("found" in difference) return `a picture of ${difference.found}, not of ${difference.wanted}`;
    if (difference.share <= maxDifference) return null;
    const percent = (share: number) => `${Number((share * 100).toFixed(2))} %`;
    return `${percent(difference.share)} of its pixels different (at most ${percent(maxDifference)} may be)`;
  });
}

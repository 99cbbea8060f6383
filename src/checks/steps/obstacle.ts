import type { Locator as Found } from "playwright";
import { foldSpace, show, shorten } from "../matching/words.ts";
import { withTimeout } from "./stage.ts";

const LOOK_TIMEOUT_MS = 1_000;

/** Why an element cannot be used, in words; null where nothing is in the way. */
export async function findObstacle(found: Found): Promise<string | null> {
  return withTimeout(() => look(found), LOOK_TIMEOUT_MS).catch(() => "the page did not answer");
}

async function look(found: Found): Promise<string | null> {
  const options = { timeout: LOOK_TIMEOUT_MS };
  if ((await found.count()) !== 1) return "it went away";
  if (!(await found.isVisible())) return "it is hidden";
  if (!(await found.isEnabled(options))) return "it is disabled";
  const cover = await found.evaluate(describeCover, undefined, options);
  if (cover === null) return null;
  return cover === "" ? "it is outside of what can be scrolled to" : `${describe(cover)} covers it`;
}

const describe = (cover: string): string => {
  const [tag, ...text] = cover.split("\n");
  const shown = shorten(foldSpace(text.join(" ")), 60);
  return shown === "" ? `a ${tag!}` : `a ${tag!} (${show(shown)})`;
};

/** Runs in the page: name and text of what lies over the middle of the element, "" where the middle is off the page. */
function describeCover(element: Element): string | null {
  element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
  const box = element.getBoundingClientRect();
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  if (top === null) return "";
  if (element.contains(top) || top.contains(element)) return null;
  return `${top.localName}\n${top.textContent ?? ""}`;
}

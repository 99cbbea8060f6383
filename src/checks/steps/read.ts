import type { Locator as Found } from "playwright";
import { foldSpace } from "../matching/words.ts";

/** Short: whoever reads asks again. */
export const READ_TIMEOUT = { timeout: 1_000 };
/** Playwright looks a few times in it. */
const NOW = { timeout: 100 };

/*
 * What Playwright reads itself is read in a world apart, where a page that has rewritten Array.prototype or a getter does no
 * harm; `evaluate` runs among the page's own code and is kept for what has no other way.
 */

/** The text that a person sees. */
export async function readText(found: Found): Promise<string> {
  return foldSpace(await found.innerText(READ_TIMEOUT));
}

/** Rejects where no element matches for a moment, and where several do. */
export async function readTextNow(found: Found): Promise<string> {
  return foldSpace(await found.innerText(NOW));
}

/** What a form control holds: its value, and the label of a select's chosen options. Null where it is no control. */
export async function readValues(found: Found): Promise<string[] | null> {
  const value = await found.inputValue(READ_TIMEOUT).catch(() => null);
  if (value === null) return null;
  const chosen = found.locator("option:checked");
  const labels = await Promise.all(
    (await chosen.all()).map(async (option) => foldSpace((await option.textContent(READ_TIMEOUT)) ?? "")),
  );
  return labels.length === 0 ? [value] : [labels.join(", "), value];
}

/** A control's value, or anything else's text. */
export async function readContent(found: Found): Promise<string> {
  const values = await readValues(found);
  return values?.[0] ?? (await readText(found));
}

/** Whether something is checked, pressed or selected; null where it can be none of these. */
export async function readChecked(found: Found): Promise<boolean | null> {
  const checked = await found.isChecked(READ_TIMEOUT).catch(() => null);
  if (checked !== null) return checked;
  for (const name of ["aria-pressed", "aria-selected", "aria-current"]) {
    const value = await found.getAttribute(name, READ_TIMEOUT);
    if (value !== null) return value !== "false";
  }
  return null;
}

/** A computed CSS property; names may be written as in CSS or as in JavaScript. */
export async function readStyle(found: Found, property: string): Promise<string> {
  const name = property.startsWith("--")
    ? property
    : property.replaceAll(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);
  return found.evaluate(
    (element, asked) => getComputedStyle(element).getPropertyValue(asked),
    name,
    READ_TIMEOUT,
  );
}

import { basename } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Locator as Found, Page } from "playwright";
import { show } from "../matching/words.ts";
import { CheckFailure } from "../verdict.ts";
import type { Actions } from "./schema.ts";
import { PATIENCE_MS, type Stage } from "./stage.ts";

const IN_TIME = { timeout: PATIENCE_MS };
/** How long a native control is tried before what stands for it is. */
const NATIVE_TIMEOUT = { timeout: 1_500 };
const INTERVAL_MS = 50;

/** Chooses by label, in a native select or in a list box that a click opens. */
export async function selectOptions(found: Found, labels: readonly string[]): Promise<void> {
  if ((await found.evaluate((element) => element.localName)) !== "select") {
    for (const label of labels) {
      await found.click(IN_TIME);
      await found.page().getByRole("option", { name: label, exact: true }).click(IN_TIME);
    }
    return;
  }
  await awaitOptions(found, labels);
  await found.selectOption(
    labels.map((label) => ({ label })),
    IN_TIME,
  );
}

/** An app may fill its list a moment after the list is there. @throws Error that names what is missing, and what there is */
async function awaitOptions(found: Found, labels: readonly string[]): Promise<void> {
  for (const startedAt = performance.now(); ; await wait(INTERVAL_MS)) {
    const offered = await found.locator("option").allTextContents();
    const texts = offered.map((text) => text.trim());
    const missing = labels.find((label) => !texts.includes(label.trim()));
    if (missing === undefined) return;
    if (performance.now() - startedAt >= PATIENCE_MS)
      throw new Error(`there is no option ${show(missing)}; there are ${texts.map(show).join(", ")}`);
  }
}

/** Ticks a box as a person does: where the box itself is hidden or covered, by its label. */
export async function setChecked(found: Found, checked: boolean): Promise<void> {
  try {
    await found.setChecked(checked, NATIVE_TIMEOUT);
  } catch (error) {
    const label = await found.evaluateHandle((element) => (element as HTMLInputElement).labels?.[0] ?? null);
    const clickable = label.asElement();
    if (clickable === null || (await found.isChecked()) === checked) throw error;
    await clickable.click(IN_TIME);
    if ((await found.isChecked()) !== checked) {
      throw new Error("a click on its label does not change it", { cause: error });
    }
  }
}

/**
 * Moves with the mouse held down, in steps that are small at both ends: pages that listen to the pointer and those that use
 * HTML's own drag and drop both take it for a person's.
 */
export async function drag(page: Page, from: Found, to: Found): Promise<void> {
  await from.scrollIntoViewIfNeeded(IN_TIME);
  await from.hover(IN_TIME);
  const [start, end] = [await middleOf(from), await middleOf(to)];
  await page.mouse.down();
  await page.mouse.move(start.x + 6, start.y + 6, { steps: 3 });
  await page.mouse.move(end.x, end.y, { steps: 12 });
  await page.mouse.move(end.x + 1, end.y + 1, { steps: 2 });
  await page.mouse.up();
}

async function middleOf(found: Found): Promise<{ x: number; y: number }> {
  const box = await found.boundingBox(IN_TIME);
  if (box === null) throw new CheckFailure("an element that is hidden cannot be dragged from or to");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Gives a file to a file input, or to whatever opens the dialog that chooses one. */
export async function upload(stage: Stage, found: Found, file: Actions["upload"]["file"]): Promise<void> {
  const payload =
    typeof file === "string"
      ? stage.context.taskFile(file)
      : { name: basename(file.name), mimeType: file.mimeType, buffer: Buffer.from(file.content) };
  const takesFiles = await found.evaluate((element) => {
    const control = element instanceof HTMLLabelElement ? element.control : element;
    return control instanceof HTMLInputElement && control.type === "file";
  });
  if (takesFiles) return found.setInputFiles(payload, IN_TIME);
  const chooser = stage.session.page.waitForEvent("filechooser", IN_TIME);
  chooser.catch(() => {});
  await found.click(IN_TIME);
  await (await chooser).setFiles(payload, IN_TIME);
}

import type { Locator } from "../matching/locator.ts";
import { parseNumbers } from "../matching/numerals.ts";
import { plural, show } from "../matching/words.ts";
import { describeLocator } from "./describe.ts";
import { findOne, resolve } from "./locate.ts";
import { readContent } from "./read.ts";
import { type Stage, toFailure } from "./stage.ts";

/** Keeps the text, the number or the count of what a locator matches, for later expectations. */
export async function remember(
  stage: Stage,
  locator: Locator,
  { as, what }: { as: string; what: "text" | "number" | "count" },
): Promise<void> {
  if (what === "count") {
    stage.memory.set(as, (await resolve(stage, locator)).visibleCount);
    return;
  }
  const text = await readContent(await findOne(stage, locator));
  if (what === "text") {
    stage.memory.set(as, text);
    return;
  }
  const numbers = parseNumbers(text, stage.context.locale);
  if (numbers.length !== 1) {
    const found = `${plural(numbers.length, "number")} in ${show(text)}`;
    throw toFailure(stage, `could not remember the number of ${describeLocator(locator)}: found ${found}`);
  }
  stage.memory.set(as, numbers[0]!);
}

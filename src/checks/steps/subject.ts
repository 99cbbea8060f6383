import type { Locator as Found } from "playwright";
import type { Locator } from "../matching/locator.ts";
import type { Expect, ExpectationKey } from "./expectation.ts";
import { describeCount, resolve } from "./locate.ts";
import type { Shortfall, Stage } from "./stage.ts";

/** What an expectation is about: the one element of a locator, or the page. */
export interface Subject {
  readonly stage: Stage;
  readonly locator: Locator | null;
  /** In words. */
  readonly what: string;
}

export type Judge<Key extends ExpectationKey> = (
  wanted: NonNullable<Expect[Key]>,
  subject: Subject,
) => Promise<Shortfall | null>;

/** Null where nothing was found that is not wanted. */
export const toShortfall = (
  { what }: Pick<Subject, "what">,
  wanted: string,
  found: string | null,
): Shortfall | null => (found === null ? null : { what, wanted, found });

/** Asks of the one element that the locator matches (of the body where there is none): null, or what was found instead. */
export async function ofElement(
  subject: Subject,
  wanted: string,
  ask: (found: Found) => Promise<string | null>,
): Promise<Shortfall | null> {
  const { stage, locator } = subject;
  if (locator === null) return toShortfall(subject, wanted, await ask(stage.session.page.locator("body")));
  const { found, count } = await resolve(stage, locator);
  return toShortfall(subject, wanted, describeCount(locator, count) ?? (await ask(found)));
}

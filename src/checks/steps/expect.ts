import { isLocated, type Locator } from "../matching/locator.ts";
import { type Expect, EXPECTATION_KEYS, type ExpectationKey } from "./expectation.ts";
import { JUDGES } from "./judges.ts";
import type { Subject } from "./subject.ts";
import { PATIENCE_MS, poll, type Shortfall, type Stage, toFailure } from "./stage.ts";
import { describeLocator } from "./describe.ts";

/**
 * Waits until everything that is expected holds at once.
 * @throws CheckFailure that says what fell short first, when the time was over.
 */
export async function expectNow(expected: Expect, stage: Stage): Promise<void> {
  const { locator, wanted, timeoutMs } = split(expected);
  const what = locator === null ? "the page" : describeLocator(locator);
  const subject: Subject = { stage, locator, what };
  const shortfall = await poll<Shortfall>(() => judge(wanted, subject), {
    timeoutMs,
    unanswered: { what, wanted: "to answer", found: "no answer" },
    signal: stage.context.signal,
  });
  if (shortfall === null) return;
  const { what: subjectName, wanted: wish, found } = shortfall;
  throw toFailure(stage, `expected ${subjectName} ${wish}, found ${found}`, shortfall);
}

type Wanted = Partial<Pick<Expect, ExpectationKey>>;

/** An element without any expectation is expected to be visible. */
function split(expected: Expect): { locator: Locator | null; wanted: Wanted; timeoutMs: number } {
  const { timeout, ...members } = expected;
  const wanted: Record<string, unknown> = {};
  const locator: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(members)) {
    (EXPECTATION_KEYS.includes(key as ExpectationKey) ? wanted : locator)[key] = value;
  }
  const hasLocator = isLocated(locator);
  if (Object.values(wanted).every((value) => value === undefined)) wanted["visible"] = true;
  return {
    locator: hasLocator ? locator : null,
    wanted,
    timeoutMs: timeout ?? PATIENCE_MS,
  };
}

async function judge(wanted: Wanted, subject: Subject): Promise<Shortfall | null> {
  for (const key of EXPECTATION_KEYS) {
    const value = wanted[key];
    if (value === undefined) continue;
    const ask = JUDGES[key] as (value: unknown, subject: Subject) => Promise<Shortfall | null>;
    const shortfall = await ask(value, subject);
    if (shortfall !== null) return shortfall;
  }
  return null;
}

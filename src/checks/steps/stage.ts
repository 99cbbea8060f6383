import { CheckFailure } from "../verdict.ts";
import type { CheckContext, PageSession } from "../context.ts";
import { takePicture } from "../picture.ts";

/** How long an action or an expectation waits for the app, unless the task says otherwise. */
export const PATIENCE_MS = 5_000;

/** What the steps of one check share. */
export interface Stage {
  readonly session: PageSession;
  readonly context: CheckContext;
  readonly memory: Map<string, string | number>;
  /** The last thing that was done to the app, in words. */
  lastAction: string | null;
}

/** Keeps a picture as evidence. Where the page is too busy to be drawn there is none: a picture is no expectation. */
export async function keepPicture(name: string, { context, session }: Stage): Promise<void> {
  if (!context.takesPictures) return;
  await takePicture(session.page).then(
    (png) => context.keepScreenshot(name, png),
    () => {},
  );
}

/** How what was found falls short: "expected {what} {wanted}, found {found}". */
export interface Shortfall {
  readonly what: string;
  readonly wanted: string;
  readonly found: string;
}

/** Says a failure with the action that it came after. */
export function toFailure(stage: Stage, message: string, shortfall: Shortfall | null = null): CheckFailure {
  const after = stage.lastAction === null ? "" : `, after ${stage.lastAction}`;
  return new CheckFailure(`${message}${after}`, {
    expected: shortfall?.wanted ?? null,
    actual: shortfall?.found ?? null,
  });
}

/** A busy machine may need longer for one answer than a task waits for it; the first is always waited for. */
const FIRST_ANSWER_MS = 3_000;
const LAST_ANSWER_MS = 500;
const PAUSES_MS = [10, 20, 50, 100, 200];

/**
 * Asks until the answer is null or the time is over; resolves to the last answer. A question that the page does not answer in time
 * (because it is busy, or between two documents) resolves to `unanswered`.
 */
export async function poll<Answer>(
  ask: () => Promise<Answer | null>,
  { timeoutMs, unanswered, signal }: { timeoutMs: number; unanswered: Answer; signal: AbortSignal },
): Promise<Answer | null> {
  const endsAt = performance.now() + timeoutMs;
  let last = unanswered;
  for (let round = 0; ; round += 1) {
    signal.throwIfAborted();
    const leftMs = endsAt - performance.now();
    const answer = await withTimeout(
      ask,
      Math.max(leftMs, round === 0 ? FIRST_ANSWER_MS : LAST_ANSWER_MS),
    ).catch((error: unknown) => {
      if (error instanceof CheckFailure) throw error;
      return undefined;
    });
    if (answer === null) return null;
    if (answer !== undefined) last = answer;
    const pauseMs = PAUSES_MS[Math.min(round, PAUSES_MS.length - 1)]!;
    if (performance.now() + pauseMs >= endsAt) return last;
    await new Promise((resolve) => {
      setTimeout(resolve, pauseMs);
    });
  }
}

/** Rejects where the work does not settle in time; the work itself goes on and its end is ignored. */
export async function withTimeout<Value>(work: () => Promise<Value>, timeoutMs: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("the page did not answer")), timeoutMs);
  });
  const running = work();
  running.catch(() => {});
  return Promise.race([running, timeout]).finally(() => clearTimeout(timer));
}

import { setTimeout as wait } from "node:timers/promises";
import { type Stage, withTimeout } from "./stage.ts";

/** How long an app that has loaded may go on asking for data, and be waited for. */
const SETTLE_TIMEOUT_MS = 2_000;
const PAUSE_MS = 20;

/**
 * Waits until what a page that has loaded asks for at first has come, as a person does who looks at it: what is done before the app
 * listens is lost, and not to its blame. An app that goes on asking is waited for no longer.
 */
export async function settle({ session, context }: Stage): Promise<void> {
  const endsAt = performance.now() + SETTLE_TIMEOUT_MS;
  for (let leftMs = SETTLE_TIMEOUT_MS; leftMs > 0; leftMs = endsAt - performance.now()) {
    context.signal.throwIfAborted();
    if (session.isLoading()) {
      await wait(PAUSE_MS);
      continue;
    }
    // The page answers once it has worked on what came; that may have led to the next question.
    await withTimeout(() => session.page.locator("html").count(), leftMs).catch(() => {});
    if (!session.isLoading()) return;
  }
}

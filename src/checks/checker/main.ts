import { Console } from "node:console";
import { createRequire } from "node:module";
import { text } from "node:stream/consumers";
import { unservedVerdict } from "../../core/score.ts";
import { openBrowser } from "./browser.ts";
import { type Job, OUT_OF_TIME } from "./job.ts";
import { measureQuality } from "./measure-quality.ts";
import type { MessageBody } from "./messages.ts";
import { runCheck } from "./run-check.ts";

/*
 * The program that runs in container C. Reads a job from standard input, writes messages to standard output, one line of JSON each.
 * It fails (exit code other than 0) only where it cannot do its work at all; whatever a page does is a verdict.
 */

const write = process.stdout.write.bind(process.stdout);
globalThis.console = new Console(process.stderr);
// What a page makes go wrong behind a check's back must not end the checker: the app could ask for another try with it.
process.on("unhandledRejection", (error) => console.error(error));
process.on("uncaughtException", (error) => console.error(error));

const job = JSON.parse(await text(process.stdin)) as Job;
const load = createRequire(`${job.browser.modules}/`);
const send = (body: MessageBody) => void write(`${JSON.stringify({ ...body, nonce: job.nonce })}\n`);

try {
  await using browser = openBrowser(job.browser, load);
  send({ type: "ready" });
  const endsAt = performance.now() + job.timeoutMs;
  for (const check of job.checks) {
    const startedAt = performance.now();
    const leftMs = endsAt - startedAt;
    const verdict =
      leftMs <= 0
        ? unservedVerdict(check, OUT_OF_TIME)
        : await runCheck(check, { job, browser, load, send, leftMs });
    send({ type: "check", verdict, durationMs: Math.round(performance.now() - startedAt) });
  }
  if (job.measuresQuality) {
    const quality = await measureQuality({ job, browser, send, leftMs: endsAt - performance.now() });
    if (quality !== null) send({ type: "quality", quality });
  }
  send({ type: "done" });
} catch (error) {
  console.error(error);
  process.exitCode = 70;
}
await new Promise<void>((resolve) => process.stdout.write("", () => resolve()));
process.exit();

import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { CheckSpec, CheckVerdict } from "../../core/check.ts";
import { formatDuration } from "../../core/format.ts";
import type { CheckContext } from "../context.ts";
import { shorten } from "../matching/words.ts";
import { checkKinds } from "../registry.ts";
import { CheckFailure, fail, type Finding } from "../verdict.ts";
import { type BrowserOwner, BrowserStartError, within } from "./browser.ts";
import type { Job } from "./job.ts";
import { createLineLog } from "./log.ts";
import { MAX_SCREENSHOTS, type MessageBody } from "./messages.ts";
import { createNormalizer } from "./normalize.ts";
import { openSession, type OwnedSession } from "./page-session.ts";

export interface CheckerParts {
  readonly job: Job;
  readonly browser: BrowserOwner;
  readonly load: (name: string) => unknown;
  readonly send: (message: MessageBody) => void;
  /** Time left for all checks. */
  readonly leftMs: number;
}

const CLOSE_TIMEOUT_MS = 2_000;

/**
 * Runs one check to its verdict, within its deadline. Whatever the app does to it is a verdict.
 * @throws BrowserStartError
 */
export async function runCheck(check: CheckSpec, parts: CheckerParts): Promise<CheckVerdict> {
  const { job, send } = parts;
  const scratchFolder = join(job.scratchFolder, `check-${check.id}`);
  await mkdir(scratchFolder, { recursive: true });
  const logs = { consoleLog: createLineLog(), networkLog: createLineLog() };
  const ending = new AbortController();
  const sessions: OwnedSession[] = [];
  const progress = { step: null as string | null };
  const context = createContext({ ...parts, check, scratchFolder, logs, ending, sessions, progress });
  const kind = checkKinds.find(({ key }) => key === check.kind);
  if (kind === undefined || !("run" in kind)) throw new Error(`no check of kind ${check.kind} runs here`);

  const timer = setTimeout(
    () => ending.abort(new CheckFailure(describeDeadline(check, parts.leftMs))),
    Math.min(check.timeout, parts.leftMs),
  );
  const ended = new Promise<never>((_, reject) => {
    ending.signal.addEventListener("abort", () => reject(ending.signal.reason as Error));
  });
  const work = kind.run(check.spec, context);
  const finding = await Promise.race([work, ended]).catch((error: unknown) =>
    toFinding(error, progress.step, context.normalize),
  );
  clearTimeout(timer);
  ending.abort(new CheckFailure("the check is over"));
  await closeSessions(sessions, parts.browser);
  await within(work, CLOSE_TIMEOUT_MS);
  // What a program of the check's goes on writing may keep a folder from being removed; no other check uses it.
  await rm(scratchFolder, { recursive: true, force: true }).catch(() => {});
  const { consoleLog, networkLog } = logs;
  send({ type: "log", check: check.id, console: consoleLog.lines(), network: networkLog.lines() });
  return { id: check.id, ...toSent(finding) };
}

function describeDeadline({ timeout }: CheckSpec, leftMs: number): string {
  return timeout <= leftMs
    ? `the check did not end within its ${formatDuration(timeout)}`
    : "the time for all checks was over before this one ended";
}

interface ContextParts extends CheckerParts {
  readonly check: CheckSpec;
  readonly scratchFolder: string;
  readonly logs: Pick<Parameters<typeof openSession>[0], "consoleLog" | "networkLog">;
  readonly ending: AbortController;
  readonly sessions: OwnedSession[];
  readonly progress: { step: string | null };
}

function createContext(parts: ContextParts): CheckContext {
  const { job, check, ending, sessions, progress, send } = parts;
  const { baseUrl, locale, seed, taskFolder, workspaceFolder, servicesFolder, browser } = job;
  const normalize = createNormalizer(baseUrl, [parts.scratchFolder, taskFolder, browser.modules]);
  let screenshots = 0;
  return {
    viewport: check.viewport,
    clock: check.clock,
    timeoutMs: Math.min(check.timeout, parts.leftMs),
    stopsAtFirstFailure: job.stopsAtFirstFailure,
    takesPictures: job.takesPictures,
    signal: ending.signal,
    baseUrl,
    locale,
    seed,
    browser,
    taskFolder,
    workspaceFolder,
    servicesFolder,
    normalize,
    scratchFolder: parts.scratchFolder,
    load: parts.load,
    openPage: async () => {
      const onLoss = (what: string) => ending.abort(new CheckFailure(what));
      const { logs } = parts;
      const session = await openSession({
        check,
        baseUrl,
        locale,
        seed,
        normalize,
        onLoss,
        ...logs,
        browser: parts.browser,
      });
      sessions.push(session);
      if (ending.signal.aborted) await session.close();
      ending.signal.throwIfAborted();
      return session;
    },
    taskFile: (path) => join(taskFolder, path),
    keepScreenshot: (name, png) => {
      screenshots += 1;
      if (screenshots > MAX_SCREENSHOTS) return;
      const encoded = Buffer.from(png).toString("base64");
      send({ type: "screenshot", check: check.id, name: shorten(name, 120), png: encoded });
    },
    enterStep: (step) => {
      progress.step = step;
    },
  };
}

function toFinding(error: unknown, step: string | null, normalize: (text: string) => string): Finding {
  if (error instanceof BrowserStartError) throw error;
  if (error instanceof CheckFailure) {
    return fail(error.message, { step, expected: error.expected, actual: error.actual });
  }
  const message = error instanceof Error ? error.message : String(error);
  return fail(normalize(message.split("\n")[0] ?? message), { step });
}

/** A browser whose pages do not close is ended: the next check must not suffer from this one's. */
async function closeSessions(sessions: readonly OwnedSession[], browser: BrowserOwner): Promise<void> {
  const closing = Promise.all(sessions.map((session) => session.close().catch(() => {})));
  if (!(await within(closing, CLOSE_TIMEOUT_MS))) await browser.restart();
}

/** What goes over the channel holds no lone surrogates, and no text without end. */
function toSent({ passed, score, evidence }: Finding): Finding {
  const clean = (text: string | null) => (text === null ? null : shorten(text.toWellFormed(), 2_000));
  return {
    passed,
    score,
    evidence: {
      message: clean(evidence.message)!,
      step: clean(evidence.step),
      expected: clean(evidence.expected),
      actual: clean(evidence.actual),
      parts: evidence.parts.map((part) => ({
        title: clean(part.title)!,
        passed: part.passed,
        message: clean(part.message),
      })),
    },
  };
}

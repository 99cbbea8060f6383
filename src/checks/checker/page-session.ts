import type { BrowserContext, BrowserContextOptions, ConsoleMessage, Page, Request } from "playwright";
import type { CheckSpec } from "../../core/check.ts";
import { CLOCK_START, type PageProblem, type PageSession } from "../context.ts";
import type { BrowserOwner } from "./browser.ts";
import type { LineLog } from "./log.ts";

export interface SessionOptions {
  readonly check: CheckSpec;
  readonly browser: BrowserOwner;
  readonly baseUrl: string;
  readonly locale: string;
  readonly seed: number;
  readonly consoleLog: LineLog;
  readonly networkLog: LineLog;
  readonly normalize: (text: string) => string;
  /** Called when a page crashed, the browser was lost, or the first page closed itself. */
  readonly onLoss: (what: string) => void;
}

export type OwnedSession = PageSession & { readonly close: () => Promise<void> };

const MAX_PROBLEMS = 200;
const CLOSE_GRACE_MS = 200;

/** What is the same wherever a page is looked at: time zone, locale, motion, colours. */
export function toContextOptions(
  { baseUrl, locale }: Pick<SessionOptions, "baseUrl" | "locale">,
  viewport: CheckSpec["viewport"],
): BrowserContextOptions {
  return {
    baseURL: baseUrl,
    viewport,
    deviceScaleFactor: 1,
    locale,
    timezoneId: "UTC",
    reducedMotion: "reduce",
    colorScheme: "light",
  };
}

/** A page in a browser context of its own. */
export async function openSession(options: SessionOptions): Promise<OwnedSession> {
  const { check } = options;
  const browser = await options.browser.get();
  const browserContext = await browser.newContext(toContextOptions(options, check.viewport));
  await setClock(browserContext, check.clock, options.seed);
  const problems: PageProblem[] = [];
  const record = (problem: PageProblem) => {
    if (problems.length < MAX_PROBLEMS) problems.push(problem);
  };
  const isLoading = watchLoading(browserContext);
  let policy: "accept" | "dismiss" = "dismiss";
  let isClosing = false;
  browserContext.on("page", (page) => watchPage(page, { ...options, isOver: () => isClosing }));
  browserContext.on("console", (message) => recordConsole(message, options, record));
  browserContext.on("weberror", (error) => recordException(error.error(), options, record));
  browserContext.on("requestfinished", (request) => void recordResponse(request, options, record));
  browserContext.on("requestfailed", (request) => recordFailure(request, options, record));
  browserContext.on("dialog", (dialog) => {
    const accepts = policy === "accept" || dialog.type() === "beforeunload";
    void (accepts ? dialog.accept() : dialog.dismiss()).catch(() => {});
  });
  const onDisconnected = () => {
    if (!isClosing) options.onLoss("the browser ended while the check ran");
  };
  browser.once("disconnected", onDisconnected);
  const page = await browserContext.newPage();
  page.once("close", () => {
    // The pages of a browser that died close before it is known that it did.
    setTimeout(() => {
      if (!isClosing && browser.isConnected()) options.onLoss("the page closed itself");
    }, CLOSE_GRACE_MS).unref();
  });
  return {
    page,
    browserContext,
    problems,
    isLoading,
    setDialogPolicy: (wanted) => {
      policy = wanted;
    },
    close: async () => {
      isClosing = true;
      browser.off("disconnected", onDisconnected);
      await browserContext.close();
    },
  };
}

/** What an app asks for and waits for, unlike pictures, event streams and beacons. */
const AWAITED: ReadonlySet<string> = new Set(["fetch", "xhr", "script"]);

function watchLoading(browserContext: BrowserContext): () => boolean {
  const underWay = new Set<Request>();
  browserContext.on("request", (request) => {
    if (AWAITED.has(request.resourceType())) underWay.add(request);
  });
  browserContext.on("requestfinished", (request) => underWay.delete(request));
  browserContext.on("requestfailed", (request) => underWay.delete(request));
  return () => underWay.size > 0;
}

async function setClock(context: BrowserContext, clock: CheckSpec["clock"], seed: number): Promise<void> {
  if (clock === "real") return;
  if (clock === "fixed") await context.clock.setFixedTime(CLOCK_START);
  else {
    await context.clock.install({ time: CLOCK_START });
    await context.clock.pauseAt(CLOCK_START);
  }
  await context.addInitScript(seedRandom, seed);
}

/** Runs in the page. mulberry32, by Tommy Ettinger (public domain). */
function seedRandom(seed: number): void {
  let state = seed >>> 0;
  Math.random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function watchPage(page: Page, { onLoss, isOver }: SessionOptions & { isOver: () => boolean }): void {
  page.once("crash", () => {
    if (!isOver()) onLoss("the page crashed: its renderer ran out of memory or was ended");
  });
}

type Recorder = (problem: PageProblem) => void;

function recordConsole(message: ConsoleMessage, options: SessionOptions, record: Recorder): void {
  const type = message.type();
  const text = options.normalize(message.text());
  options.consoleLog.add(`${type}: ${text}`);
  if (isBrowserRemark(text)) return;
  if (type === "error" || type === "warning") record({ kind: type, text });
}

function recordException(error: Error, options: SessionOptions, record: Recorder): void {
  const text = options.normalize(error.name === "" ? error.message : `${error.name}: ${error.message}`);
  options.consoleLog.add(`exception: ${text}`);
  record({ kind: "exception", text });
}

async function recordResponse(request: Request, options: SessionOptions, record: Recorder): Promise<void> {
  const response = await request.response().catch(() => null);
  if (response === null) return;
  const text = `${request.method()} ${options.normalize(request.url())} ${response.status()}`;
  options.networkLog.add(text);
  if (response.status() >= 400 && isOwn(request, options)) record({ kind: "request", text });
}

function recordFailure(request: Request, options: SessionOptions, record: Recorder): void {
  const reason = request.failure()?.errorText ?? "failed";
  const text = `${request.method()} ${options.normalize(request.url())} ${reason}`;
  options.networkLog.add(text);
  if (!wasGivenUp(request) && isOwn(request, options)) record({ kind: "request", text });
}

/** What did not load is told by the network, once; this is the browser's own remark on it. */
export const isBrowserRemark = (text: string): boolean => text.startsWith("Failed to load resource:");

/** A request that the page itself gave up, by leaving or by abort(), is no failure of the app. */
export const wasGivenUp = (request: Request): boolean => request.failure()?.errorText === "net::ERR_ABORTED";

function isOwn(request: Request, { baseUrl }: SessionOptions): boolean {
  return request.url() === baseUrl || request.url().startsWith(`${baseUrl}/`);
}

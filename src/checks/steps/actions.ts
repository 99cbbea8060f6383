import type { Locator as Found, Page } from "playwright";
import type { Locator } from "../matching/locator.ts";
import { foldSpace, shorten } from "../matching/words.ts";
import { drag, selectOptions, setChecked, upload } from "./controls.ts";
import { describeLocator } from "./describe.ts";
import { expectNow } from "./expect.ts";
import { findOne } from "./locate.ts";
import { findObstacle } from "./obstacle.ts";
import { remember } from "./remember.ts";
import type { Actions } from "./schema.ts";
import { settle } from "./settle.ts";
import { keepPicture, PATIENCE_MS, type Stage, toFailure } from "./stage.ts";

const LOAD_TIMEOUT_MS = 20_000;
const IN_TIME = { timeout: PATIENCE_MS };

export type Action<Key extends keyof Actions> = (value: Actions[Key], stage: Stage) => Promise<void>;

/** How each action is done; `repeat` belongs to whoever runs the steps. */
export const ACTIONS: { readonly [Key in Exclude<keyof Actions, "repeat">]: Action<Key> } = {
  goto: (path, stage) =>
    load(stage, `open ${path}`, async (page) => {
      await page.goto(new URL(`${stage.context.baseUrl}${path}`).href, { timeout: LOAD_TIMEOUT_MS });
    }),
  click: (locator, stage) => use(stage, locator, ["click on", (found) => found.click(IN_TIME)]),
  doubleClick: (locator, stage) =>
    use(stage, locator, ["double click on", (found) => found.dblclick(IN_TIME)]),
  hover: (locator, stage) => use(stage, locator, ["hover over", (found) => found.hover(IN_TIME)]),
  focus: (locator, stage) => use(stage, locator, ["focus on", (found) => found.focus(IN_TIME)]),
  fill: ({ value, ...locator }, stage) =>
    use(stage, locator, ["fill", (found) => found.fill(value, IN_TIME)]),
  select: ({ option, ...locator }, stage) =>
    use(stage, locator, ["select in", (found) => selectOptions(found, [option].flat())]),
  check: (locator, stage) => use(stage, locator, ["check", (found) => setChecked(found, true)]),
  uncheck: (locator, stage) => use(stage, locator, ["uncheck", (found) => setChecked(found, false)]),
  press: (press, stage) => pressKey(typeof press === "string" ? { key: press, times: 1 } : press, stage),
  type: (text, { session }) => session.page.keyboard.type(text),
  drag: async ({ from, to }, stage) => {
    const target = await findOne(stage, to);
    await use(stage, from, ["drag", (found) => drag(stage.session.page, found, target)]);
  },
  upload: ({ file, ...locator }, stage) =>
    use(stage, locator, ["upload to", (found) => upload(stage, found, file)]),
  wait: async (ms, { context }) => {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      context.signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
    });
  },
  tick: async (ms, stage) => {
    if (stage.context.clock !== "manual") throw toFailure(stage, "`tick` needs `clock: manual` in its check");
    await stage.session.browserContext.clock.runFor(ms);
  },
  viewport: (size, { session }) => session.page.setViewportSize(size),
  dialog: async (policy, { session }) => session.setDialogPolicy(policy),
  remember: ({ as, what, ...locator }, stage) => remember(stage, locator, { as, what }),
  screenshot: (name, stage) => keepPicture(name, stage),
  expect: (expected, stage) => expectNow(expected, stage),
};

/** The steps that are a bare word. */
export const BARE_ACTIONS = {
  reload: (stage: Stage) =>
    load(stage, "reload", async (page) => void (await page.reload({ timeout: LOAD_TIMEOUT_MS }))),
  back: (stage: Stage) => travel(stage, "back"),
  forward: (stage: Stage) => travel(stage, "forward"),
} as const;

async function travel(stage: Stage, direction: "back" | "forward"): Promise<void> {
  await load(stage, `go ${direction}`, async (page) => {
    const before = page.url();
    const options = { timeout: LOAD_TIMEOUT_MS };
    const response = await (direction === "back" ? page.goBack(options) : page.goForward(options));
    if (response === null && page.url() === before) {
      throw toFailure(stage, `could not go ${direction}: there is no such page in the history`);
    }
  });
}

async function load(stage: Stage, verb: string, work: (page: Page) => Promise<void>): Promise<void> {
  try {
    await work(stage.session.page);
    await settle(stage);
  } catch (error) {
    if (!isPlaywrightError(error)) throw error;
    const reason = isTimeout(error) ? "it did not load in time" : toReason(error, stage);
    throw toFailure(stage, `could not ${verb}: ${reason}`);
  }
}

async function pressKey({ key, times, on }: Exclude<Actions["press"], string>, stage: Stage): Promise<void> {
  if (on !== undefined) await use(stage, on, [`press ${key} on`, (found) => found.focus(IN_TIME)]);
  for (let count = 0; count < times; count += 1) {
    stage.context.signal.throwIfAborted();
    try {
      await stage.session.page.keyboard.press(key);
    } catch (error) {
      if (!isPlaywrightError(error)) throw error;
      throw toFailure(stage, `could not press ${key}: ${toReason(error, stage)}`);
    }
  }
}

/** Does something with the one element that a locator matches, and says what was in the way. */
async function use(
  stage: Stage,
  locator: Locator,
  [verb, work]: readonly [string, (found: Found) => Promise<unknown>],
): Promise<void> {
  const found = await findOne(stage, locator);
  try {
    await work(found);
  } catch (error) {
    stage.context.signal.throwIfAborted();
    if (!isPlaywrightError(error)) throw error;
    const obstacle = isTimeout(error) ? await findObstacle(found) : toReason(error, stage);
    const reason = obstacle ?? "it did not come to rest in time";
    throw toFailure(stage, `could not ${verb} ${describeLocator(locator)}: ${reason}`);
  }
}

function isPlaywrightError(error: unknown): error is Error {
  return error instanceof Error && error.name !== "CheckFailure";
}

function isTimeout(error: Error): boolean {
  return error.name === "TimeoutError";
}

/** Playwright's first line without the name of the call. */
function toReason(error: Error, { context }: Stage): string {
  const line = context.normalize(error.message).split("\n")[0]!;
  return shorten(foldSpace(line.replace(/^(?:[\w.]+: )+/, "")));
}

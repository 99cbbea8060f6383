import type { Locator, Page } from "playwright";
import type { BrowserOwner } from "../../checks/checker/browser.ts";
import type { Answer, Command, Target } from "./protocol.ts";

/** How long an element is looked for, and a page may take to load. */
const FIND_TIMEOUT_MS = 5_000;
const LOAD_TIMEOUT_MS = 15_000;
const MAX_LINES = 200;
const MAX_TEXT = 20_000;
/** A larger picture is sent as JPEG. */
const MAX_PNG_BYTES = 700_000;
const JPEG_QUALITY = 70;

type Result = Pick<Answer, "text"> & Partial<Pick<Answer, "image">>;

/** One page in one browser; both come back where they were lost. */
export interface PageDriver {
  /** @throws Error with a message for the model */
  readonly carryOut: (command: Exclude<Command, { type: "launch" }>) => Promise<Result>;
}

export function createPageDriver(browser: BrowserOwner): PageDriver {
  let page: Page | null = null;
  let lines: string[] = [];
  const log = (line: string): void => {
    if (lines.length < MAX_LINES) lines.push(line.slice(0, 500));
  };
  const open = async (): Promise<Page> => {
    const context = await (await browser.get()).newContext({ viewport: { width: 1280, height: 800 } });
    const opened = await context.newPage();
    opened.on("console", (message) => log(`${message.type()}: ${message.text()}`));
    opened.on("pageerror", (error) => log(`error: ${error.message}`));
    opened.on("requestfailed", (request) => log(`failed: ${request.method()} ${request.url()}`));
    opened.on("response", (response) => {
      if (response.status() >= 400) log(`status ${response.status()}: ${response.url()}`);
    });
    opened.on("dialog", (dialog) => {
      log(`${dialog.type()}: ${dialog.message()}`);
      void dialog.accept();
    });
    opened.on("crash", () => {
      log("the page crashed");
      page = null;
      void browser.restart();
    });
    return opened;
  };
  const requirePage = (): Page => {
    if (page === null || page.isClosed()) throw new Error("no page is open; browser_navigate opens one");
    return page;
  };
  const where = (current: Page): string => `at ${current.url()}`;
  return {
    carryOut: async (command) => {
      switch (command.type) {
        case "navigate": {
          if (page === null || page.isClosed()) page = await open();
          await page.setViewportSize({ width: command.width, height: command.height });
          const response = await page.goto(command.url, { timeout: LOAD_TIMEOUT_MS, waitUntil: "load" });
          return {
            text: `${where(page)}, status ${response?.status() ?? "none"}, title ${JSON.stringify(await page.title())}`,
          };
        }
        case "click": {
          const current = requirePage();
          await find(current, command.target).click({ timeout: FIND_TIMEOUT_MS });
          return { text: `clicked; ${where(current)}` };
        }
        case "fill": {
          const current = requirePage();
          await find(current, command.target).fill(command.value, { timeout: FIND_TIMEOUT_MS });
          return { text: "filled" };
        }
        case "select": {
          const current = requirePage();
          const chosen = await find(current, command.target).selectOption(command.value, {
            timeout: FIND_TIMEOUT_MS,
          });
          return { text: `selected ${chosen.join(", ")}` };
        }
        case "press": {
          const current = requirePage();
          await current.keyboard.press(command.key);
          return { text: `pressed; ${where(current)}` };
        }
        case "read": {
          const current = requirePage();
          const snapshot = await current.locator("body").ariaSnapshot({ timeout: FIND_TIMEOUT_MS });
          return { text: `${where(current)}\n${snapshot.slice(0, MAX_TEXT)}` };
        }
        case "console": {
          requirePage();
          const told = lines.length === 0 ? "nothing was logged" : lines.join("\n");
          lines = [];
          return { text: told };
        }
        case "screenshot":
          return { text: where(requirePage()), image: await takePicture(requirePage(), command.isWhole) };
      }
    },
  };
}

function find(page: Page, target: Target): Locator {
  const { role, name, label, placeholder, text, testId } = target;
  if (role !== undefined)
    return page
      .getByRole(role as Parameters<Page["getByRole"]>[0], name === undefined ? {} : { name })
      .first();
  if (label !== undefined) return page.getByLabel(label).first();
  if (placeholder !== undefined) return page.getByPlaceholder(placeholder).first();
  if (text !== undefined) return page.getByText(text).first();
  if (testId !== undefined) return page.getByTestId(testId).first();
  throw new Error("say which element: role (with name), label, placeholder, text or test_id");
}

async function takePicture(page: Page, isWhole: boolean): Promise<NonNullable<Answer["image"]>> {
  const options = { fullPage: isWhole, timeout: LOAD_TIMEOUT_MS };
  const png = await page.screenshot(options);
  if (png.byteLength <= MAX_PNG_BYTES) return { data: png.toString("base64"), mimeType: "image/png" };
  const jpeg = await page.screenshot({ ...options, type: "jpeg", quality: JPEG_QUALITY });
  return { data: jpeg.toString("base64"), mimeType: "image/jpeg" };
}

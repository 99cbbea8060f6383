import { join } from "node:path";
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TrialEventBody } from "../../src/core/event.ts";
import type { SandboxFile } from "../../src/core/sandbox.ts";
import { buildoff } from "../support/buildoff.ts";
import { type Look, type ReportBrowser, startReportBrowser } from "../support/report-browser.ts";
import { type FixtureTexts, storeReportRun } from "../support/report-run.ts";
import { makeSuiteFolder } from "../support/temporary.ts";

const MARKUP = `"><script>globalThis.owned = 1</script><img src=x onerror="globalThis.owned = 2"><svg onload="globalThis.owned = 3">`;
const BIDI = "safe\u202Etxt.exe\u2066\u200F";
const DEPTH = 400;

const file = (path: string, text: string): SandboxFile => ({ path, content: Buffer.from(text) });
const app = (script: string): Partial<FixtureTexts> => ({
  files: [
    file(
      "index.html",
      `<!doctype html><title>app</title><h1>app</h1><script>${script}; document.title = "ran"</script>`,
    ),
  ],
});
const events = (...list: TrialEventBody[]): Partial<FixtureTexts> => ({ events: list });

interface Hostile {
  readonly texts: (leak: string) => Partial<FixtureTexts>;
  readonly tabs: readonly string[];
  /** What must be seen, where something must. */
  readonly seen?: string | RegExp;
}

/** Each is what one trial's agent left. */
const HOSTILE: Readonly<Record<string, Hostile>> = {
  "a script in the title of a check": {
    texts: () => ({ title: MARKUP }),
    tabs: ["checks"],
    seen: "<script>globalThis.owned",
  },
  "markup in a message": { texts: () => ({ message: MARKUP }), tabs: ["checks"], seen: "onerror=" },
  "markup in console lines": {
    texts: () => ({ consoleLines: [MARKUP, `\u001B[2J\u001B]0;owned\u0007`] }),
    tabs: ["checks", "logs"],
  },
  "a console of 50 MB": {
    texts: () => ({ consoleLines: Array.from({ length: 500 }, (_, n) => `${n} ${"x".repeat(100_000)}`) }),
    tabs: ["checks"],
    seen: "characters are left out",
  },
  "a file name with markup": {
    texts: () => ({ files: [file(`${MARKUP.replaceAll("/", "")}.js`, "1")] }),
    tabs: ["files"],
    seen: "<script>globalThis.owned",
  },
  "a file that is markup": { texts: () => ({ files: [file("index.html", MARKUP)] }), tabs: ["files"] },
  "an SVG with handlers": {
    texts: () => ({
      files: [
        file("index.html", `<img src="a.svg">`),
        file(
          "a.svg",
          `<svg xmlns="http://www.w3.org/2000/svg" onload="parent.owned=1"><script>parent.owned=2</script></svg>`,
        ),
      ],
    }),
    tabs: ["files", "app"],
  },
  "folders in folders in folders": {
    texts: () => ({ files: [file(`${"d/".repeat(DEPTH)}deep.txt`, "deep")] }),
    tabs: ["files"],
  },
  "characters that turn text round, in a file name": {
    texts: () => ({ files: [file(`${BIDI}.js`, "1")] }),
    tabs: ["files"],
    seen: "\\u202e",
  },
  "characters that turn text round, in a message": {
    texts: () => ({ message: BIDI }),
    tabs: ["checks"],
    seen: "\\u202e",
  },
  "an object's prototype as arguments of a tool": {
    texts: () =>
      events({
        type: "tool-call",
        id: "__proto__",
        name: "__proto__",
        arguments: JSON.parse(`{"__proto__":{"owned":1},"constructor":{"prototype":{"owned":2}}}`) as unknown,
      }),
    tabs: ["transcript"],
    seen: "__proto__",
  },
  "the end of a script in a transcript": {
    texts: () => events({ type: "agent-message", text: `</script>${MARKUP}\u2028\u2029` }),
    tabs: ["transcript"],
    seen: "</script>",
  },
  "a line of ten million characters": {
    texts: () => events({ type: "agent-message", text: "y".repeat(10_000_000) }),
    tabs: ["transcript"],
  },
  "a link that would run": {
    texts: () => events({ type: "agent-message", text: "javascript:globalThis.owned=1" }),
    tabs: ["transcript"],
    seen: "javascript:",
  },
  "an app that navigates the top frame": {
    texts: (leak) =>
      app(
        `try { top.location = "${leak}" } catch {}; try { parent.location.href = "${leak}" } catch {}; document.body.innerHTML += '<a id=l target=_top href="${leak}">x</a>'; l.click()`,
      ),
    tabs: ["app"],
  },
  "an app that opens windows": {
    texts: (leak) =>
      app(
        `window.open("${leak}"); const l = Object.assign(document.createElement("a"), { href: "${leak}", target: "_blank" }); document.body.append(l); l.click()`,
      ),
    tabs: ["app"],
  },
  "an app that calls the report's storage": {
    texts: () =>
      app(
        `try { parent.localStorage.setItem("owned", 1) } catch {}; try { localStorage.setItem("buildoff-theme", "owned") } catch {}; try { parent.document.title = "owned" } catch {}; try { parent.buildoffChunk("index", "{}") } catch {}`,
      ),
    tabs: ["app"],
  },
  "an app that calls home": {
    texts: (leak) =>
      app(
        `fetch("${leak}").catch(() => {}); new Image().src = "${leak}"; navigator.sendBeacon?.("${leak}", "x"); try { new WebSocket("${leak.replace("http", "ws")}") } catch {}; document.body.innerHTML += '<form action="${leak}" method=post id=f></form><link rel=prefetch href="${leak}"><iframe src="${leak}"></iframe>'; try { f.submit() } catch {}`,
      ),
    tabs: ["app"],
  },
  "an app that leaves for another address": {
    texts: (leak) => app(`setTimeout(() => { location.href = "${leak}" }, 50)`),
    tabs: ["app"],
  },
  "an app that asks again and again": {
    texts: () =>
      app(
        `alert(1); confirm(2); prompt(3); onbeforeunload = () => "stay"; for (let n = 0; n < 5000; n += 1) parent.postMessage({ owned: n, type: "changed" }, "*")`,
      ),
    tabs: ["app"],
  },
};
const NAMES = Object.keys(HOSTILE);

const results = await makeSuiteFolder();
let browser: ReportBrowser;
let index: string;
let trials: readonly string[];
let leaks = 0;
const server = createServer((_, response) => {
  leaks += 1;
  response.end("leaked");
});

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const leak = `http://127.0.0.1:${(server.address() as AddressInfo).port}/leak`;

  const ids: string[] = [];
  await storeReportRun({
    results,
    runId: "hostile",
    endOf: () => "check",
    textsOf: ({ id }, n) => {
      ids.push(id);
      return HOSTILE[NAMES[n]!]?.texts(leak) ?? {};
    },
  });
  trials = ids;
  const out = join(results, "report");
  await buildoff(["report", "hostile", "--results", results, "--out", out]);
  index = pathToFileURL(join(out, "index.html")).href;
  browser = await startReportBrowser();
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  server.close();
});

async function expectUnharmed({ page, requests }: Look): Promise<void> {
  expect(await page.evaluate(() => (globalThis as { owned?: unknown }).owned)).toBeUndefined();
  expect(await page.evaluate(() => "owned" in {})).toBe(false);
  expect(await page.title()).not.toBe("owned");
  expect(page.url().startsWith(index)).toBe(true);
  expect(page.context().pages()).toHaveLength(1);
  expect(await page.evaluate(() => Object.values(localStorage))).not.toContain("owned");
  expect(await page.locator("h1").count()).toBe(1);
  // What a policy stops in a frame is listed as a request, too; whether it was one, the server knows.
  expect(leaks).toBe(0);
  expect(page.frames().length === 1 ? requests : []).toEqual([]);
}

/** An app runs when somebody says so. */
async function play(page: Page): Promise<void> {
  const button = page.getByRole("button", { name: /play/i });
  if ((await button.count()) > 0) await button.first().click();
  await page.locator("iframe").waitFor();
  await page.waitForTimeout(1_500);
}

/** Else nothing would have been tried: it came to its end, or tried to leave and was stopped. */
async function expectRan(page: Page): Promise<void> {
  const frames = page.frames().slice(1);
  const ends = await Promise.all(
    frames.map(async (frame) => ({ url: frame.url(), title: await frame.title() })),
  );
  expect(ends.some(({ url, title }) => title === "ran" || url.startsWith("chrome-error:"))).toBe(true);
}

describe("what is hostile does nothing", () => {
  it.each(NAMES)("%s", async (name) => {
    const { tabs, seen } = HOSTILE[name]!;
    const trial = trials[NAMES.indexOf(name)]!;
    const dialogs: string[] = [];
    for (const tab of tabs) {
      await using look = await browser.look(`${index}#/trial/hostile/${trial}?tab=${tab}`);
      const { page } = look;
      page.on("dialog", (dialog) => {
        dialogs.push(dialog.message());
        void dialog.dismiss();
      });
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.waitForFunction(() => !document.body.innerText.includes("Loading"));
      if (tab === "app") await play(page);
      if (tabs[0] === "app") await expectRan(page);
      if (seen !== undefined && tab === tabs[0])
        await page.getByText(seen).first().waitFor({ state: "attached" });
      await expectUnharmed(look);
    }
    expect(dialogs).toEqual([]);
  });

  it.each([
    "#/trial/%3Cimg%20src=x%20onerror=owned=1%3E/x",
    "#/search?q=(((%5B%3Cb%3E",
    "#/grid?check=__proto__&sort=constructor",
    "#/%E0%A4%A",
    "#/compare?a=-1&b=99&pair=zz",
    "#/task/hostile/__proto__",
  ])("the address %s", async (hash) => {
    await using look = await browser.look(index + hash);
    await look.page.getByRole("heading", { level: 1 }).waitFor();
    await expectUnharmed(look);
    expect(look.troubles).toEqual([]);
  });
});

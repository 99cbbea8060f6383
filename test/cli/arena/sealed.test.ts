import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { get, type IncomingMessage } from "node:http";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { FrameLocator, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findFreePort } from "../../../src/sandbox/local/port.ts";
import { buildoff, repository } from "../../support/buildoff.ts";
import { PATIENCE_MS, type ReportBrowser, startReportBrowser } from "../../support/report-browser.ts";
import { storeReportRun } from "../../support/report-run.ts";
import { makeSuiteFolder } from "../../support/temporary.ts";
import { ATTEMPTS } from "./attempts.ts";
import { type Site, startSite } from "./site.ts";

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>App</title><h1>Secret of this app</h1><script>${ATTEMPTS}</script></html>`;
const SPEAK = `const channel = new WebSocket(location.href.replace("http", "ws"));
channel.onopen = () => channel.send("hello");
channel.onmessage = ({ data }) => (document.querySelector("#socket").textContent = data);`;
const LOCAL = [
  "--sandbox",
  "local",
  "--unsafe-local",
  "--browser",
  join(repository, "test/support/no-browser.mjs"),
];

const folder = await makeSuiteFolder();
const results = join(folder, "results");
const SERVED = ["served", "--results", results, "--attention", "0"];
let browser: ReportBrowser;

beforeAll(async () => {
  browser = await startReportBrowser();
  await storeServedRun();
});
afterAll(() => browser[Symbol.asyncDispose]());

/** What comes of the attempts in a rater's browser, and that the vote is still his. */
async function attack(
  site: Site,
  toApp: (page: Page, letter: string) => FrameLocator,
  extraHTTPHeaders: Record<string, string> = {},
  look: (page: Page) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const context = await browser.browser.newContext({ extraHTTPHeaders });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const asked: { readonly url: string; readonly isApp: boolean; readonly method: string }[] = [];
  // What its policy keeps back is no answer.
  page.on("response", (response) => {
    const request = response.request();
    const isApp = response.frame() !== page.mainFrame();
    asked.push({ url: request.url(), isApp, method: request.method() });
  });
  await page.goto(new URL("?lang=en", site.url).href);
  for (const letter of ["A", "B"]) {
    const report = toApp(page, letter).locator("#report");
    const got = JSON.parse(await report.innerText()) as Record<string, unknown>;
    expect(Object.keys(got).length).toBeGreaterThanOrEqual(15);
    expect(Object.entries(got).filter(([, value]) => value !== null)).toEqual([]);
  }
  await look(page);
  expect(page.url()).toBe(new URL("?lang=en", site.url).href);
  expect(context.pages()).toHaveLength(1);
  expect(await page.getByRole("radio", { name: "A", exact: true, checked: true }).count()).toBe(0);
  const ofSite = asked.filter(({ url }) => new URL(url).host === site.url.host);
  expect(ofSite.filter(({ isApp, url }) => isApp && !url.includes("/apps/"))).toEqual([]);
  expect(ofSite.filter(({ method }) => method === "POST")).toHaveLength(1);
  expect(await site.votes()).toEqual([]);
  await page.getByRole("radio").first().check();
  await page.getByRole("button", { name: "Submit vote" }).click();
  await page.getByRole("heading", { name: "Who built them" }).waitFor();
  expect(await site.votes()).toHaveLength(1);
  await context.close();
}

describe("an app of a battle sees neither the other app nor the page, and casts no vote, whatever it tries", () => {
  it("where it is nothing but files", async () => {
    await storeReportRun({
      results,
      runId: "files",
      endOf: () => "passed",
      textsOf: (_, n) => ({ files: [{ path: "index.html", content: Buffer.from(`${PAGE}<!-- ${n} -->`) }] }),
      tasks: ["night-express"],
    });
    await using site = await startSite(
      ["files", "--results", results, "--attention", "0"],
      join(folder, "a"),
    );
    await attack(site, (page, letter) =>
      page.frameLocator(`iframe[title="App ${letter}"]`).frameLocator("iframe"),
    );
  });

  it("where it brings a server of its own", async () => {
    await using site = await startSite([...SERVED, ...LOCAL], join(folder, "b"));
    await attack(site, (page, letter) => page.frameLocator(`iframe[title="App ${letter}"]`));
  });

  it("where it brings one, and is shown below a public address, and it learns nothing of who looks at it", async () => {
    const port = await findFreePort();
    const url = new URL(`http://arena.localhost:${port}/`);
    const proxied = ["--public-url", url.href, "--apps-url", `http://apps.localhost:${port}`];
    const headers = { "x-rater": "anne", "x-forwarded-for": "1.2.3.4" };
    await using site = await startSite(
      [...SERVED, ...LOCAL, ...proxied, "--rater-header", "X-Rater", "--port", String(port)],
      join(folder, "c"),
    );
    const toApp = (page: Page, letter: string) => page.frameLocator(`iframe[title="App ${letter}"]`);
    await attack({ ...site, url }, toApp, headers, async (page) => {
      const [src, other] = await Promise.all(
        ["A", "B"].map((letter) => page.locator(`iframe[title="App ${letter}"]`).getAttribute("src")),
      );
      expect(src).toMatch(new RegExp(`^http://[0-9a-f]{24}\\.apps\\.localhost:${port}/$`));
      expect(other).not.toBe(src);
      for (const letter of ["A", "B"]) {
        const seen = await toApp(page, letter).locator("#seen").innerText();
        expect(seen).toContain("user-agent");
        expect(seen).not.toMatch(/x-rater|forwarded/);
        await expect.poll(() => toApp(page, letter).locator("#socket").innerText()).toBe("echo of hello");
      }
      expect(await askAs(`0123.apps.localhost:${port}`, port)).toEqual([
        404,
        "this app is not there any more\n",
      ]);
    });
  });
});

/** Two trials whose app has a server; it says which headers reached it, and echoes over a socket. */
async function storeServedRun(): Promise<void> {
  const suite = join(folder, "suite");
  const server = `import { createHash } from "node:crypto";
import { createServer } from "node:http";
createServer((request, response) => {
  response.setHeader("content-type", "text/html");
  response.setHeader("set-cookie", "of=the-app");
  const seen = Object.keys(request.headers).join(" ");
  response.end(${JSON.stringify(PAGE)} + '<p id="seen">' + seen + '</p><p id="socket"></p><script>' + ${JSON.stringify(SPEAK)} + "</script>");
})
  .on("upgrade", (request, socket) => {
    const accept = createHash("sha1").update(request.headers["sec-websocket-key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest("base64");
    socket.write("HTTP/1.1 101 Switching Protocols\\r\\nUpgrade: websocket\\r\\nConnection: Upgrade\\r\\nSec-WebSocket-Accept: " + accept + "\\r\\n\\r\\n");
    const text = Buffer.from("echo of hello");
    socket.once("data", () => socket.write(Buffer.concat([Buffer.from([0x81, text.length]), text])));
  })
  .listen(process.env.PORT, process.env.HOST);
`;
  const files = {
    "suite/suite.yaml":
      "schema: 1\nname: tiny\ntitle: Tiny\nversion: 1.0.0\nlicence: MIT\ncanary: buildoff-canary-arena-0001\n",
    "suite/page/task.yaml":
      "schema: 1\nid: page\ntitle: Page\ncategory: page\ndifficulty: easy\nstack: node\nturns: [{ prompt: Serve a page }]\nchecks: [{ id: serves, http: { path: /, text: { contains: Secret } } }]\n",
    "app/package.json": '{ "type": "module", "scripts": { "start": "node server.js" } }\n',
    "app/server.js": server,
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(folder, path, ".."), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const models = ["one", "two"].flatMap((name) => ["--model", `openai-compatible/${name}`]);
  const what = [
    "run",
    suite,
    "--agent",
    "command",
    "--command",
    `cp ${join(folder, "app")}/* . && date +%N > made.txt`,
  ];
  const where = ["--base-url", "http://127.0.0.1:9/v1", ...LOCAL];
  const how = ["--results", results, "--name", "served", "--plain"];
  const run = await buildoff([...what, ...models, ...where, ...how]);
  expect(run.stdout).toContain("2 of 2 scored trials passed");
}

/** What the site answers to a name that `fetch` would not send. */
async function askAs(host: string, port: number): Promise<[status: number, body: string]> {
  const [answer] = (await once(get({ port, headers: { host } }), "response")) as [IncomingMessage];
  return [answer.statusCode!, await text(answer)];
}

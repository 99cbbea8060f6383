import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readReviews } from "../../../src/store/reviews.ts";
import { toRunFolder } from "../../../src/store/run-folder.ts";
import { buildoff, repository } from "../../support/buildoff.ts";
import { expectSound, type ReportBrowser, startReportBrowser } from "../../support/report-browser.ts";
import { makeSuiteFolder } from "../../support/temporary.ts";
import { startView, type Viewed } from "./serve.ts";

/** Counts visits in a cookie, and in the page's own storage. */
const SERVER = `import { createServer } from "node:http";
createServer((request, response) => {
  const visits = Number(/visits=(\\d+)/.exec(request.headers.cookie ?? "")?.[1] ?? 0) + 1;
  response.setHeader("set-cookie", "visits=" + visits + "; Path=/; HttpOnly");
  response.setHeader("content-type", "text/html");
  response.end("<!doctype html><h1>Visit " + visits + "</h1><script>localStorage.count = Number(localStorage.count ?? 0) + 1; document.title = 'stored ' + localStorage.count; try { parent.document.title = 'owned' } catch {}</script>");
}).listen(process.env.PORT, process.env.HOST);
`;
const FILES = {
  "suite.yaml":
    "schema: 1\nname: tiny\ntitle: Tiny\nversion: 1.0.0\nlicence: MIT\ncanary: buildoff-canary-view-browser-01\n",
  "visits/task.yaml":
    "schema: 1\nid: visits\ntitle: Visits\ncategory: page\ndifficulty: easy\nstack: node\nturns: [{ prompt: Count visits }]\nchecks: [{ id: counts, http: { path: /, text: { contains: Visit } } }]\n",
  "visits/solution/package.json": '{ "type": "module", "scripts": { "start": "node server.js" } }\n',
  "visits/solution/server.js": SERVER,
  "plain/task.yaml":
    "schema: 1\nid: plain\ntitle: Plain\ncategory: page\ndifficulty: easy\nturns: [{ prompt: Say hello }]\nchecks: [{ id: says, http: { path: /, text: { contains: Hello } } }]\n",
  "plain/solution/index.html":
    "<!doctype html><title>Plain</title><h1>Hello</h1><script>document.querySelector('h1').append(' there')</script>",
};

const folder = await makeSuiteFolder();
const results = join(folder, "results");
const BROWSER = ["--browser", join(repository, "test/support/no-browser.mjs")];
let view: Viewed;
let browser: ReportBrowser;

beforeAll(async () => {
  for (const [path, text] of Object.entries(FILES)) {
    await mkdir(join(folder, "suite", path, ".."), { recursive: true });
    await writeFile(join(folder, "suite", path), text);
  }
  const flags = ["--sandbox", "local", ...BROWSER, "--results", results, "--name", "r", "--plain"];
  await buildoff(["run", join(folder, "suite"), ...flags]);
  view = await startView(["r", "--sandbox", "local", "--results", results, ...BROWSER]);
  browser = await startReportBrowser();
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await view[Symbol.asyncDispose]();
});

const look = (hash: string) => browser.look(new URL(hash, view.url).href);

describe("in the pages that view serves", () => {
  it("an app of files plays", async () => {
    await using looked = await look("#/trial/r/plain.en.s0.oracle.k1?tab=app");
    const { page, troubles } = looked;
    const play = page.getByRole("button", { name: /play/i });
    if (await play.isVisible()) await play.click();
    // The frame that the page places holds a shell, and that the app.
    const app = page.frameLocator("iframe").frameLocator("iframe");
    await app.getByRole("heading", { name: "Hello there" }).waitFor();
    expect(troubles).toEqual([]);
  });

  it("an app with a server starts, keeps its cookies and what it stores over a reload, reaches nothing of the report, and stops", async () => {
    await using looked = await look("#/trial/r/visits.en.s0.oracle.k1?tab=app");
    const { page } = looked;
    await page.getByRole("button", { name: "Start the app" }).click();
    const app = page.frameLocator("iframe");
    await app.getByRole("heading", { name: "Visit 1" }).waitFor();
    await page.getByRole("button", { name: /reload/i }).click();
    await app.getByRole("heading", { name: "Visit 2" }).waitFor();
    expect(await page.title()).not.toBe("owned");
    await expectSound(page);
    await page.getByRole("button", { name: "Stop" }).click();
    await page.getByRole("button", { name: "Start the app" }).waitFor();
    await page.locator("iframe").waitFor({ state: "detached" });
  });

  it("a reviewer says what he thinks, and sees it at once, in another window too", async () => {
    await using mine = await look("#/trial/r/plain.en.s0.oracle.k1");
    await using other = await look("#/trial/r/plain.en.s0.oracle.k1");
    const form = mine.page.getByRole("form", { name: "Review of the trial" });
    const unfold = mine.page
      .getByRole("button", { name: /review/i })
      .or(mine.page.locator("summary", { hasText: /review/i }));
    if (!(await form.isVisible())) await unfold.last().click();
    await form.getByLabel(/disagree/i).check();
    await form.getByRole("textbox", { name: "Note" }).fill("the heading is <b>wrong</b>");
    await form.getByLabel("Your name").fill("Ada");
    await form.getByRole("button").click();
    for (const { page } of [mine, other]) await page.getByText("the heading is <b>wrong</b>").waitFor();
    await expectSound(mine.page);
    const [review] = await readReviews(toRunFolder(join(results, "r")));
    expect(review).toMatchObject({
      reviewer: "Ada",
      opinion: "disagree",
      check: null,
      machine: { passed: true },
    });
  });

  it("a trial is graded again, and says what became of it", async () => {
    await using looked = await look("#/trial/r/plain.en.s0.oracle.k1");
    const { page } = looked;
    await page.getByRole("button", { name: "Grade it again" }).click();
    await page.getByText("no verdict changed").waitFor();
  });
});

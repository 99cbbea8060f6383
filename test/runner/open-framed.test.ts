import { once } from "node:events";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import type { Frame } from "playwright";
import { expect, it, onTestFinished } from "vitest";
import { openBrowser } from "../../src/checks/checker/browser.ts";
import { findBrowser } from "../../src/sandbox/local/browser.ts";
import { openProvider } from "../checks/support/checker.ts";
import { openFiles, readChattyApp } from "./open-stored-app.ts";

/** A page that shows an app as the report does. */
async function serveReport() {
  const addresses = new Map<string, string>();
  const server = createServer((_, response) => {
    response.setHeader("content-type", "text/html");
    response.end(`<iframe sandbox="allow-scripts allow-forms" src="${addresses.get("app")}"></iframe>`);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  return { origin, show: (url: string) => void addresses.set("app", url) };
}

const readDone = async (frame: Frame): Promise<string | undefined> => {
  await frame.waitForSelector("body[data-done]", { state: "attached" });
  return frame.evaluate(() => document.body.dataset["done"]);
};

it("in a frame of an opaque origin, an app works that keeps things, logs in, is made of modules and is not in English", async () => {
  await using provider = await openProvider();
  const report = await serveReport();
  const start = { start: 'exec "$BUILDOFF_NODE" server.mjs' };
  await using app = await openFiles(provider, await readChattyApp(), start, { framedBy: [report.origin] });
  report.show(app.url);
  const found = await findBrowser(null);
  await using browser = openBrowser(found, createRequire(`${found.modules}/`));
  const page = await (await browser.get()).newPage();
  await page.goto(`${report.origin}/`);
  const frame = page.frames()[1]!;
  expect(await readDone(frame)).toBe("1|visits,theme|seen=yes|session=abc");
  expect(
    await frame.evaluate(() => [origin, document.compatMode, document.dir, document.characterSet]),
  ).toEqual(["null", "CSS1Compat", "rtl", "UTF-8"]);
  await frame.goto(app.url);
  expect(await readDone(frame)).toBe("2|visits,theme|seen=yes|session=abc");
  const said = await frame.evaluate(async () => {
    const socket = new WebSocket("/");
    await new Promise((resolve) => socket.addEventListener("open", resolve));
    socket.send("hello");
    return new Promise((resolve) => socket.addEventListener("message", ({ data }) => resolve(data)));
  });
  expect(said).toBe("hello");
  const reaches = (url: string) =>
    frame.evaluate(
      (to) =>
        fetch(to, { mode: "no-cors" }).then(
          () => true,
          () => false,
        ),
      url,
    );
  expect(await reaches(`${app.url}me`)).toBe(true);
  expect(await reaches(`${report.origin}/`)).toBe(false);
});

it("opened by itself, an app is sent no cookie of this machine's other servers, and leaves them none", async () => {
  await using provider = await openProvider();
  const sent: (string | undefined)[] = [];
  const server = createServer(({ headers }, response) => {
    sent.push(headers.cookie);
    response.setHeader("set-cookie", "own=secret; HttpOnly; Path=/").end("a server of the user's own");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const start = { start: 'exec "$BUILDOFF_NODE" server.mjs' };
  await using app = await openFiles(provider, await readChattyApp(), start);
  const found = await findBrowser(null);
  await using browser = openBrowser(found, createRequire(`${found.modules}/`));
  const page = await (await browser.get()).newPage();
  const own = `http://localhost:${(server.address() as AddressInfo).port}/`;
  await page.goto(own);
  await page.goto(app.url);
  await page.evaluate(async () => {
    await fetch("/login");
    document.cookie = "planted=1; domain=localhost; path=/";
  });
  expect(await page.evaluate(async () => (await fetch("/me")).text())).toMatch(/session=abc/);
  expect(await page.evaluate(async () => (await fetch("/me")).text())).not.toMatch(/own|planted/);
  await page.goto(own);
  expect(sent).toEqual([undefined, "own=secret"]);
});

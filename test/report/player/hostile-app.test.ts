import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { buildPlayer, openBrowser, play, type Stage, toFiles } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = { browser: await openBrowser(), player: await buildPlayer() };
});
afterAll(() => stage.browser.close());

/** A server on this machine that nothing of an app may reach. */
async function listen(): Promise<{ readonly url: string; readonly requests: string[] }> {
  const requests: string[] = [];
  const server = createServer((request, reply) => {
    requests.push(`${request.method} ${request.url}`);
    reply.setHeader("access-control-allow-origin", "*").end("");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

const page = (script: string): string => `<!doctype html><body><p>there</p><script>${script}</script></body>`;
const SETTLE_MS = 700;

describe("an app that means harm", () => {
  test("reads nothing of the pages around it, and moves none of them", async () => {
    const attempts = [
      "parent.document.title",
      "top.document.title",
      "parent.parent.document.title",
      "parent.localStorage",
      "top.localStorage",
      "parent.document.querySelector('#files').textContent",
      "parent.frames[0].document === document || parent.name",
      "top.location.href",
      "indexedDB.open('x') && 'opened'",
    ];
    const { app, host } = await play(
      stage,
      toFiles({
        "index.html": page(`
        window.read = ${JSON.stringify(attempts)}.map((attempt) => { try { return String((0, eval)(attempt)); } catch (error) { return error.name; } });
        try { top.location = "about:blank"; } catch {}
        try { top.location.replace("../../../secret.html"); } catch {}
        try { parent.location = "about:blank#x"; } catch {}
        window.opened = window.open("about:blank");`),
      }),
    );
    const frame = await app();
    const { read, opened } = await frame.evaluate(() => ({
      read: Reflect.get(window, "read") as string[],
      opened: Reflect.get(window, "opened") as unknown,
    }));
    const refused = read.map((result) => result === "SecurityError" || result === "TypeError");
    // Its own document is all that it can name by way of its parent.
    expect(read.filter((_, n) => !refused[n]).every((result) => result === "true" || result === "")).toBe(
      true,
    );
    expect(refused.filter(Boolean).length).toBeGreaterThanOrEqual(attempts.length - 1);
    expect(opened).toBe(null);
    await host.waitForTimeout(SETTLE_MS);
    expect(host.url()).toMatch(/index\.html$/);
    expect(host.context().pages()).toHaveLength(1);
    expect(await host.title()).toBe("host");
    expect(host.frames()[1]!.url()).toMatch(/1\.html$/);
  });

  test("reaches no server, by whatever way it asks", async () => {
    const { url, requests } = await listen();
    const markup = `<img src="${url}/img"><img srcset="${url}/srcset 2x"><link rel="stylesheet" href="${url}/style"><link rel="icon" href="${url}/icon">
      <link rel="prefetch" href="${url}/prefetch"><link rel="preload" as="image" href="${url}/preload"><link rel="prerender" href="${url}/prerender"><link rel="manifest" href="${url}/manifest"><link rel="modulepreload" href="${url}/modulepreload">
      <iframe src="${url}/iframe"></iframe><object data="${url}/object"></object><embed src="${url}/embed"><video src="${url}/video" poster="${url}/poster"></video><audio src="${url}/audio"></audio>
      <style>@import "${url}/import"; body { background: url(${url}/background) } @font-face { font-family: x; src: url(${url}/font) } p { font-family: x }</style>
      <svg><image href="${url}/svg-image"/><use href="${url}/use#x"/></svg>`;
    const { app, host } = await play(
      stage,
      toFiles({
        "index.html": `<!doctype html><head><meta http-equiv="Content-Security-Policy" content="default-src *"><base href="${url}/base/">${markup}
          <script type="speculationrules">{ "prefetch": [{ "urls": ["${url}/speculation"], "eagerness": "immediate" }] }</script></head><body>
          <script src="${url}/script"></script><script type="module">import "${url}/module";</script>
          <p>there</p><a id="ping" href="#x" ping="${url}/ping">ping</a><img src="relative.png">
          <script>
          const url = ${JSON.stringify(url)};
          const quiet = (attempt) => { try { Promise.resolve(attempt()).catch(() => {}); } catch {} };
          quiet(() => fetch(url + "/fetch", { mode: "no-cors" }));
          quiet(() => { const asked = new XMLHttpRequest(); asked.open("GET", url + "/xhr"); asked.send(); });
          quiet(() => navigator.sendBeacon(url + "/beacon", "x"));
          quiet(() => new WebSocket(url.replace("http", "ws") + "/socket"));
          quiet(() => new EventSource(url + "/events"));
          quiet(() => import(url + "/dynamic"));
          quiet(() => new Worker(url + "/worker"));
          quiet(() => new Worker(URL.createObjectURL(new Blob(["fetch('" + url + "/in-worker', { mode: 'no-cors' }); importScripts('" + url + "/import-scripts')"]))));
          quiet(() => new SharedWorker(url + "/shared-worker"));
          quiet(() => { const image = new Image(); image.src = url + "/late-image"; });
          quiet(() => { document.body.insertAdjacentHTML("beforeend", ${JSON.stringify(markup)}); });
          quiet(() => { const frame = document.createElement("iframe"); document.body.append(frame); frame.srcdoc = "<img src='" + url + "/in-frame'><script>fetch('" + url + "/in-frame-script', { mode: 'no-cors' })<\\/script>"; });
          quiet(() => { const frame = document.createElement("iframe"); frame.src = "javascript:fetch('" + url + "/in-javascript')"; document.body.append(frame); });
          quiet(() => { const frame = document.createElement("iframe"); frame.src = URL.createObjectURL(new Blob(["<img src='" + url + "/in-blob'>"], { type: "text/html" })); document.body.append(frame); });
          quiet(() => document.querySelector("#ping").click());
          quiet(() => CSS.paintWorklet?.addModule(url + "/worklet"));
          quiet(() => new Audio(url + "/new-audio").play());
          </script></body>`,
      }),
    );
    const frame = await app();
    await frame.locator("p").waitFor();
    await host.waitForTimeout(SETTLE_MS);
    const send = (method: string) =>
      `const form = document.createElement("form"); form.action = "${url}/form"; form.method = "${method}"; document.body.append(form); form.submit()`;
    for (const leave of [
      send("get"),
      send("post"),
      `location.href = ${JSON.stringify(`${url}/navigate`)}`,
      `Reflect.get(window, "loc" + "ation").assign(${JSON.stringify(`${url}/assign`)})`,
    ]) {
      await (
        await app()
      ).evaluate((script) => {
        const tag = document.createElement("script");
        tag.textContent = `setTimeout(() => { ${script} })`;
        document.body.append(tag);
      }, leave);
      const shell = host.frames().find((one) => one.url().endsWith("1.html"))!;
      await shell.getByRole("button", { name: "Start it again" }).click();
    }
    expect(requests).toEqual([]);
  });

  test("shows no dialog, registers no service worker, and floods nobody but itself", async () => {
    const { app, host } = await play(
      stage,
      toFiles({
        "sw.js": "",
        "index.html": page(`
          window.asked = [alert("a"), confirm("b"), prompt("c")];
          window.worker = "serviceWorker" in navigator;
          onbeforeunload = () => "stay";
          const flood = () => { for (let n = 0; n < 500; n += 1) { parent.postMessage({ kind: "keep", area: "__proto__", key: n, value: {} }, "*"); parent.postMessage(null, "*"); top.postMessage("x".repeat(1000), "*"); } setTimeout(flood, 1); };
          flood();`),
      }),
    );
    const dialogs: string[] = [];
    host.on("dialog", (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    const frame = await app();
    expect(await frame.evaluate(() => [Reflect.get(window, "asked"), Reflect.get(window, "worker")])).toEqual(
      [[undefined, false, null], false],
    );
    await host.waitForTimeout(SETTLE_MS);
    const before = Date.now();
    await host.getByRole("button", { name: "host" }).click();
    expect(Date.now() - before).toBeLessThan(10_000);
    expect(dialogs).toEqual([]);
  });

  test("is as large and as oddly named as it likes", async () => {
    const files = Array.from({ length: 5_000 }, (_, n) => [
      `${Array.from({ length: 20 }, (_, depth) => `d${(n + depth) % 7}`).join("/")}/${n}.js`,
      `export const n = ${n};`,
    ]);
    const { app } = await play(
      stage,
      toFiles({
        ...Object.fromEntries(files),
        ["__proto__"]: "proto",
        '<img src=x onerror="window.harmed = 1">.txt': "markup",
        "</script><script>window.harmed = 1</script>.txt": "markup",
        "large.bin": new Uint8Array(20_000_000).fill(7),
        "index.html": `<!doctype html><p></p><script type="module">
          const [last, size, proto, markup] = await Promise.all([
            import("/" + ${JSON.stringify(files.at(-1)![0])}),
            fetch("large.bin").then((reply) => reply.arrayBuffer()),
            fetch("__proto__").then((reply) => reply.text()),
            fetch(encodeURIComponent('<img src=x onerror="window.harmed = 1">.txt')).then((reply) => reply.text()),
          ]);
          document.querySelector("p").textContent = [last.n, size.byteLength, proto, markup, window.harmed].join(" ");</script>`,
      }),
    );
    const text = (await app()).locator("p");
    await expect.poll(() => text.innerText()).toBe("4999 20000000 proto markup");
  });
});

describe("the player", () => {
  test("starts nothing outside of a frame that is confined", async () => {
    const app = toFiles({ "index.html": page("console.log('it runs')") });
    for (const sandbox of [null, "allow-scripts allow-same-origin"]) {
      const { host, lines } = await play(stage, app, sandbox);
      await host.frameLocator("#app").getByText("is not started").waitFor();
      expect(lines).toEqual([]);
      await host.goto(host.frames()[1]!.url());
      await host.getByText("is not started").waitFor();
      expect(lines).toEqual([]);
    }
  });

  test("says what is missing where an app has no page", async () => {
    const { app } = await play(stage, toFiles({ "readme.txt": "nothing" }));
    expect(await (await app()).locator("p").innerText()).toContain("404");
  });
});

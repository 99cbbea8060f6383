import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SandboxFile } from "../../../src/core/sandbox.ts";
import { repository } from "../../support/buildoff.ts";
import { buildPlayer, openBrowser, play, readFolder, type Stage, toFiles } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = { browser: await openBrowser(), player: await buildPlayer() };
});
afterAll(() => stage.browser.close());

const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAYAAABytg0kAAAAEUlEQVR4nGP4z8DwHwgZ/oMAIf4H+QJx3OMAAAAASUVORK5CYII=",
  "base64",
);
/** As the workspace is in the end: the task's assets lie in it from the beginning. */
async function solution(task: string): Promise<SandboxFile[]> {
  const folder = join(repository, "tasks/starter", task);
  const assets = await readFolder(join(folder, "assets"));
  return [
    ...assets.map((file) => ({ ...file, path: `assets/${file.path}` })),
    ...(await readFolder(join(folder, "solution"))),
  ];
}

describe("the starter suite's solutions, from a file", () => {
  test("expense-dashboard adds an expense, and has it after a reload", async () => {
    const { app, lines } = await play(stage, await solution("expense-dashboard"));
    let frame = await app();
    await frame.getByLabel("Description").fill("Train ticket");
    await frame.getByLabel("Amount").fill("12.50");
    await frame.getByLabel("Date", { exact: true }).fill("2026-11-02");
    await frame.getByLabel("Category", { exact: true }).selectOption({ index: 1 });
    await frame.getByRole("button", { name: "Add expense" }).click();
    await frame.getByRole("cell", { name: "Train ticket", exact: true }).waitFor();
    await frame.evaluate(() => location.reload());
    frame = await app();
    await frame.getByRole("cell", { name: "Train ticket", exact: true }).waitFor();
    expect(lines).toEqual([]);
  });

  test("night-express and urdu-storefront start without a complaint", async () => {
    for (const [task, text] of [
      ["night-express", "Night Express"],
      ["urdu-storefront", ""],
    ] as const) {
      const { app, lines } = await play(stage, await solution(task));
      const frame = await app();
      await frame.getByRole("heading", { level: 1 }).first().waitFor();
      expect(await frame.locator("body").innerText()).toContain(text);
      expect(await frame.evaluate(() => document.styleSheets[0]?.cssRules.length)).toBeGreaterThan(5);
      expect({ task, lines }).toEqual({ task, lines: [] });
    }
  });
});

describe("an app's files", () => {
  test("are found by a build with hashed assets: modules in circles, at run time, by import.meta.url", async () => {
    const { app, lines } = await play(
      stage,
      toFiles({
        "index.html": `<!doctype html><html><head><script type="module" crossorigin src="/assets/index-a1.js"></script>
          <link rel="modulepreload" href="/assets/even-b2.js"><link rel="stylesheet" crossorigin href="/assets/index-c3.css"></head>
          <body><div id="root"></div></body></html>`,
        "assets/index-a1.js": `import { isEven } from "./even-b2.js";
          import data from "./data.json" with { type: "json" };
          const name = ["late", "d4"].join("-");
          const { late } = await import(\`./\${name}.js\`);
          const image = new Image();
          image.src = new URL("./pixel.png", import.meta.url).href;
          await image.decode();
          document.querySelector("#root").textContent = [isEven(10), late, data.word, image.naturalWidth, image.src].join(" ");`,
        "assets/even-b2.js": `import { isOdd } from "./odd's.js"; export const isEven = (n) => n === 0 || isOdd(n - 1);`,
        "assets/odd's.js": `import { isEven } from './even-b2.js'; export const isOdd = (n) => n !== 0 && isEven(n - 1);`,
        "assets/late-d4.js": `export const late = import.meta.url;`,
        "assets/data.json": `{ "word": "json" }`,
        "assets/pixel.png": PIXEL,
        "assets/index-c3.css": `@import "more/colours.css"; #root { background: url(pixel.png) }`,
        "assets/more/colours.css": `@import url("../index-c3.css"); #root { color: rgb(1, 2, 3); border-image: url('../pixel.png') }`,
      }),
    );
    const root = (await app()).locator("#root");
    await expect
      .poll(() => root.innerText())
      .toBe("true https://app.invalid/assets/late-d4.js json 2 https://app.invalid/assets/pixel.png");
    const style = await root.evaluate((element) => {
      const { color, backgroundImage } = getComputedStyle(element);
      return { color, backgroundImage };
    });
    expect(style).toEqual({
      color: "rgb(1, 2, 3)",
      backgroundImage: expect.stringContaining("blob:null/") as string,
    });
    expect(lines).toEqual([]);
  });

  test("are found by bare names of its own import map, and by a worker", async () => {
    const { app, lines } = await play(
      stage,
      toFiles({
        "index.html": `<script type="importmap">{ "imports": { "lib": "./vendor/lib.js", "parts/": "/vendor/parts/" } }</script>
          <p></p><script type="module">
          import { lib } from "lib"; import { one } from "parts/one.js";
          const ask = (worker, word) => new Promise((resolve) => {
            worker.onmessage = ({ data }) => resolve(data); worker.onerror = (event) => resolve(event.message); worker.postMessage(word);
          });
          const answers = [await ask(new Worker("work/classic.js"), "a"), await ask(new Worker(new URL("./work/module.js", import.meta.url), { type: "module" }), "b")];
          document.querySelector("p").textContent = [lib, one, ...answers].join(" ");</script>`,
        "vendor/lib.js": `export { one as lib } from "parts/one.js";`,
        "vendor/parts/one.js": `export const one = 1;`,
        "work/classic.js": `importScripts("shared.js"); onmessage = async ({ data }) => postMessage(data + shared + (await (await fetch("../x.json")).json()).x);`,
        "work/shared.js": `self.shared = "-shared-";`,
        "work/module.js": `import { one } from "../vendor/parts/one.js"; onmessage = async ({ data }) => postMessage(data + one + (await fetch("/none")).status);`,
        "x.json": `{ "x": 7 }`,
      }),
    );
    const text = (await app()).locator("p");
    await expect.poll(() => text.innerText()).toBe("1 1 a-shared-7 b1404");
    expect(lines).toEqual([]);
  });

  test("are answered to fetch and XMLHttpRequest, with a server's types and refusals", async () => {
    const { app, lines } = await play(
      stage,
      toFiles({ "index.html": "<p>there</p>", "data/x.json": `{ "x": 7 }` }),
    );
    const frame = await app();
    const found = await frame.evaluate(async () => {
      const request = (method: string, url: string) =>
        new Promise<unknown>((resolve) => {
          const asked = new XMLHttpRequest();
          asked.open(method, url);
          asked.addEventListener("load", () =>
            resolve([asked.status, asked.getResponseHeader("content-type"), asked.responseText.trim()]),
          );
          asked.send();
        });
      const fetched = await Promise.all(
        ["data/x.json", "/data/x.json?v=2", new Request("data/x.json"), "none", "data"].map(async (input) => {
          const { status, ok, headers } = await fetch(input);
          return [status, ok, headers.get("content-type")];
        }),
      );
      const posted = await fetch("data/x.json", { method: "POST", body: "{}" });
      return {
        fetched,
        posted: posted.status,
        asked: await Promise.all([
          request("GET", "/data/x.json"),
          request("GET", "none"),
          request("POST", "/data/x.json"),
        ]),
      };
    });
    const json = [200, true, "application/json; charset=utf-8"];
    const none = [404, false, "text/plain; charset=utf-8"];
    expect(found).toEqual({
      fetched: [json, json, json, none, none],
      posted: 405,
      asked: [
        [200, "application/json; charset=utf-8", '{ "x": 7 }'],
        [404, "text/plain; charset=utf-8", "not found"],
        [405, "text/plain; charset=utf-8", "method not allowed"],
      ],
    });
    expect(lines).toEqual([]);
  });

  test("are loaded by whatever way an image gets into the page", async () => {
    const { app, lines } = await play(
      stage,
      toFiles({
        "img/a.png": PIXEL,
        "index.html": `<!doctype html><body><template><img src="img/a.png"></template>
          <img srcset="img/a.png 1x, /img/a.png 2x" alt=""><svg><image href="img/a.png"></image></svg>
          <main></main><pre>

two</pre></body><script>
          const main = document.querySelector("main");
          const add = (make) => { const place = document.createElement("div"); main.append(place); make(place); };
          add((place) => { place.innerHTML = '<img src="img/a.png">'; });
          add((place) => place.insertAdjacentHTML("beforeend", '<img src="/img/a.png">'));
          add((place) => place.append(document.querySelector("template").content.cloneNode(true)));
          add((place) => { const image = document.createElement("img"); image.setAttribute("src", "./img/a.png"); place.append(image); });
          add((place) => { const image = new Image(); image.src = document.baseURI.replace(/[^/]*$/, "img/a.png"); place.append(image); });
          add((place) => place.append(document.createRange().createContextualFragment('<img src="img/a.png">')));
          add((place) => place.append(new DOMParser().parseFromString('<img src="img/a.png">', "text/html").images[0]));
          add((place) => { place.attachShadow({ mode: "open" }).innerHTML = '<img src="img/a.png">'; });
        </script>`,
      }),
    );
    const frame = await app();
    const widths = () =>
      frame.evaluate(() => {
        const inShadow = document.querySelector("main > div:last-child")!.shadowRoot!.querySelector("img")!;
        return [...document.images, inShadow].map((image) => image.naturalWidth);
      });
    await expect.poll(widths).toEqual(Array.from({ length: 9 }, () => 2));
    expect(await frame.locator("pre").textContent()).toBe("\ntwo");
    expect(await frame.evaluate(() => document.images[1]!.getAttribute("src"))).toBe("img/a.png");
    expect(lines.filter((line) => !line.includes("img-src"))).toEqual([]);
  });
});

describe("an app's places", () => {
  test("are its pages: links, forms and scripts go from one to the other, each with its query", async () => {
    const page = (links: string) =>
      `<!doctype html><body>${links}<p></p><script src="shared.js"></script></body>`;
    const { app, lines, host } = await play(
      stage,
      toFiles({
        "index.html": page(`<a href="shop/item.html?id=3#top">item</a><a href="http://example.com/">out</a>`),
        "shop/item.html": page(
          `<a href="../index.html">home</a><form action="found.html"><input name="q" value="a b"><button>find</button></form>`,
        ),
        "shop/found.html": page(`<button onclick="location.href='../index.html'">home</button>`),
        "shop/shared.js": `const where = 1; document.querySelector("p").textContent = [location.pathname, location.search, location.hash, sessionStorage.n = 1 + Number(sessionStorage.n ?? 0)].join(" ");`,
        "shared.js": `const where = 1; document.querySelector("p").textContent = [window.location.pathname, location.search, location.hash, sessionStorage.n = 1 + Number(sessionStorage.n ?? 0)].join(" ");`,
      }),
    );
    const text = async () =>
      (await app())
        .locator("p")
        .innerText({ timeout: 1_000 })
        .catch(() => "");
    await expect.poll(text).toBe("/index.html 1");
    await (await app()).getByRole("link", { name: "out" }).click();
    await (await app()).getByRole("link", { name: "item" }).click();
    await expect.poll(text).toBe("/shop/item.html ?id=3 #top 2");
    await (await app()).getByRole("button", { name: "find" }).click();
    await expect.poll(text).toBe("/shop/found.html ?q=a+b 3");
    await (await app()).getByRole("button", { name: "home" }).click();
    await expect.poll(text).toBe("/index.html 4");
    expect(lines).toEqual([]);
    expect(host.url()).toMatch(/^file:.*index\.html$/);
  });

  test("are its routes: in the path and in the fragment, forth and back", async () => {
    const { app, lines } = await play(
      stage,
      toFiles({
        "index.html": `<!doctype html><nav><a href="#/one">one</a></nav><p></p><script>
          const show = () => { document.querySelector("p").textContent = window.location.pathname + window.location.hash + " " + JSON.stringify(history.state); };
          addEventListener("popstate", show); addEventListener("hashchange", show); show();
          window.go = (state, path) => { history.pushState(state, "", path); show(); };
          window.place = new URL("x.json", location.href).href;
          document.cookie = "a=1; path=/"; document.cookie = "b=2"; document.cookie = "a=; max-age=0";
        </script>`,
      }),
    );
    const frame = await app();
    const text = frame.locator("p");
    expect(await text.innerText()).toBe("/index.html null");
    await frame.evaluate(() =>
      (window as unknown as { go: (...all: unknown[]) => void }).go({ n: 1 }, "/about"),
    );
    expect(await text.innerText()).toBe('/about {"n":1}');
    await frame.getByRole("link", { name: "one" }).click();
    await expect.poll(() => text.innerText()).toBe("/about#/one null");
    await frame.evaluate(() => history.back());
    await expect.poll(() => text.innerText()).toBe('/about {"n":1}');
    await frame.evaluate(() => history.back());
    await expect.poll(() => text.innerText()).toBe("/index.html null");
    expect(
      await frame.evaluate(() => [
        document.cookie,
        Reflect.get(window, "place"),
        "serviceWorker" in navigator,
      ]),
    ).toEqual(["b=2", "https://app.invalid/x.json", false]);
    expect(lines).toEqual([]);
  });

  test("keep what is stored, as an object and by its methods, for every page", async () => {
    const { app } = await play(stage, toFiles({ "index.html": "<p>there</p>" }));
    const frame = await app();
    const before = await frame.evaluate(() => {
      localStorage.setItem("a", "1");
      localStorage["b"] = 2;
      localStorage.setItem("__proto__", "3");
      localStorage.setItem("gone", "x");
      delete localStorage["gone"];
      return [
        localStorage.length,
        localStorage.getItem("none"),
        localStorage["b"],
        Object.keys(localStorage),
        localStorage instanceof Storage,
      ];
    });
    expect(before).toEqual([3, null, "2", ["a", "b", "__proto__"], true]);
    await frame.evaluate(() => location.reload());
    await expect
      .poll(async () => (await app()).evaluate(() => localStorage.getItem("__proto__")).catch(() => null))
      .toBe("3");
  });
});

import { chmod, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findBrowser } from "../../../src/sandbox/local/browser.ts";
import { createProvider, never } from "./local-sandbox.ts";

const { PATH } = process.env;
const REAL_TMP = tmpdir();
let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(REAL_TMP, "test-browser-"));
  process.env["TMPDIR"] = folder;
});
afterEach(async () => {
  process.env["PATH"] = PATH;
  process.env["TMPDIR"] = REAL_TMP;
  await rm(folder, { recursive: true });
});

/** A program in a folder of its own on the PATH. */
async function program(name: string, script: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
  return path;
}

async function serve(html: string) {
  const server = createServer((_, reply) => {
    reply.setHeader("content-type", "text/html").end(html);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

const launch = ({ executablePath, args, env, chromiumSandbox }: Awaited<ReturnType<typeof findBrowser>>) =>
  chromium.launch({
    executablePath,
    args: [...args],
    chromiumSandbox,
    env: { PATH: "/usr/bin:/bin", HOME: folder, TMPDIR: folder, ...env },
  });

describe("the browser that is found", () => {
  test("is launched by playwright as it says, shows a page, and leaves nothing behind", async () => {
    const found = await findBrowser(null);
    expect(await readdir(folder)).toEqual([]);
    {
      await using browser = await launch(found);
      expect(browser.version()).toBe(found.version);
      const page = await browser.newPage();
      await page.setContent(`<button onclick="this.textContent = 'clicked'">press</button><p>text</p>`);
      await page.click("button");
      expect(await page.textContent("button")).toBe("clicked");
      expect(
        await page.evaluate(() => document.querySelector("p")?.getBoundingClientRect().height),
      ).toBeGreaterThan(5);
      expect((await page.screenshot()).byteLength).toBeGreaterThan(1000);
    }
    expect(found.modules).toBeTruthy();
    expect(found.args.join(" ")).not.toMatch(
      /web-security|insecure|site-isolation|single-process|no-sandbox/,
    );
    expect(found.warnings.join("; ").includes("without its own sandbox")).toBe(!found.chromiumSandbox);
  });

  test("keeps to the rules of the web: another origin's answer stays unread", async () => {
    await using other = await serve("secret");
    await using own = await serve(`<script>
      fetch("${other.url}").then(() => "read", () => "refused").then((read) => { document.title = read; });
    </script>`);
    await using browser = await launch(await findBrowser(null));
    const page = await browser.newPage();
    await page.goto(own.url);
    await expect.poll(() => page.title()).toBe("refused");
  });

  test("is the named one, with what it said where it does not start", async () => {
    const bundled = await findBrowser(null);
    const wrapper = await program(
      "my-chromium",
      `${Object.entries(bundled.env)
        .map(([name, value]) => `export ${name}='${value}'`)
        .join("\n")}
exec '${bundled.executablePath}' "$@"`,
    );
    expect(await findBrowser(wrapper)).toMatchObject({
      source: "named",
      executablePath: wrapper,
      version: bundled.version,
    });
    const broken = await program(
      "broken",
      "echo 'error while loading shared libraries: libnss3.so' >&2; exit 127",
    );
    await expect(findBrowser(broken)).rejects.toMatchObject({
      kind: "user",
      code: "browser-unusable",
      message: expect.stringContaining("libnss3.so") as string,
    });
    await expect(findBrowser(join(folder, "none"))).rejects.toMatchObject({ code: "browser-unusable" });
  });

  test("is an installed one first; one that does not start is passed over, and said", async () => {
    const bundled = await findBrowser(null);
    const exports = Object.entries(bundled.env).map(([name, value]) => `export ${name}='${value}'`);
    const broken = await program("chromium", "exit 1");
    const working = await program(
      "google-chrome",
      `${exports.join("\n")}\nexec '${bundled.executablePath}' "$@"`,
    );
    process.env["PATH"] = folder;
    const found = await findBrowser(null);
    expect(found).toMatchObject({ source: "installed", executablePath: working });
    expect(found.warnings[0]).toContain(broken);
  });
});

test("preparing tells what there is, and how weak it is", async () => {
  await using provider = await createProvider();
  const lines: string[] = [];
  const needs = { stacks: [{ name: "static", dockerfile: null }], agentLayers: [] };
  const environment = await provider.prepare(needs, (line) => void lines.push(line), never());
  expect(environment.versions).toEqual({
    node: process.versions.node,
    chromium: expect.stringMatching(/^\d+(\.\d+){3}$/) as string,
    playwright: expect.stringMatching(/^\d+\.\d+\.\d+$/) as string,
  });
  expect(environment.warnings[0]).toContain("code runs as you");
  expect(lines).toContain("looking for a browser");
});

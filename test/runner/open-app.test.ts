import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { request as sendRequest } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SandboxFile, SandboxProvider } from "../../src/core/sandbox.ts";
import type { OpenAppRequest, OpenedApp } from "../../src/runner/open-app.ts";
import { openProvider } from "../checks/support/checker.ts";
import { findLocalName, findLocalNames } from "../support/local-names.ts";
import { openFiles, readChattyApp } from "./open-stored-app.ts";

const START = { start: 'exec "$BUILDOFF_NODE" server.mjs' };

let provider: SandboxProvider;
let chatty: readonly SandboxFile[];
beforeAll(async () => {
  findLocalNames();
  provider = await openProvider();
  chatty = await readChattyApp();
});
afterAll(() => provider[Symbol.asyncDispose]());

const open = (changes: Partial<OpenAppRequest> = {}): Promise<OpenedApp> =>
  openFiles(provider, chatty, START, changes);

const get = async (url: string, init?: RequestInit): Promise<string> => (await fetch(url, init)).text();

/** What the server says to a request with headers that `fetch` would not send. */
async function ask(url: string, headers: Record<string, string>, method = "GET") {
  const sent = sendRequest(url, { method, headers, lookup: findLocalName }).end();
  const [response] = (await once(sent, "response")) as [
    NodeJS.ReadableStream & { statusCode: number; headers: object },
  ];
  response.resume();
  return { status: response.statusCode, headers: response.headers };
}

describe("an opened app", () => {
  let app: OpenedApp;
  beforeAll(async () => {
    app = await open();
  });
  afterAll(() => app[Symbol.asyncDispose]());

  it("is at an address of this machine's loopback that nobody guesses, and its output can be read", async () => {
    expect(app.url).toMatch(/^http:\/\/[0-9a-f]{24}\.localhost:\d+\/$/);
    expect(await get(app.url)).toContain("<h1>سلام</h1>");
    expect(app.log()).toContain("chatty listens");
    expect(app.ended.aborted).toBe(false);
  });

  it("is sent each request as the browser made it, its name and its cookies too", async () => {
    const text = await get(`${app.url}headers?a=b`, { headers: { cookie: "a=1", "accept-language": "ur" } });
    expect(JSON.parse(text)).toMatchObject({
      host: new URL(app.url).host,
      cookie: "a=1",
      "accept-language": "ur",
    });
    expect((await fetch(`${app.url}nowhere`)).status).toBe(404);
  });

  it("takes and gives large bodies unchanged", async () => {
    const body = randomBytes(20_000_000);
    const hash = createHash("sha256").update(body).digest("hex");
    expect(await get(`${app.url}hash`, { method: "POST", body })).toBe(hash);
    expect((await get(`${app.url}large`)).length).toBe(20_000_000);
  });

  it("serves many at once, also while one does not read", async () => {
    const slow = await fetch(`${app.url}large`);
    const texts = await Promise.all(Array.from({ length: 40 }, () => get(`${app.url}me`)));
    expect(new Set(texts)).toEqual(new Set(["nobody"]));
    await slow.body!.cancel();
  });

  it("streams events as they come", async () => {
    const response = await fetch(`${app.url}events`);
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader.read()).value).toBe("data: first\n\n");
    expect((await reader.read()).value).toBe("data: second\n\n");
    await reader.cancel();
  });

  it("speaks over a WebSocket", async () => {
    const socket = new WebSocket(app.url.replace("http", "ws"));
    await once(socket, "open");
    socket.send("hello");
    const [message] = (await once(socket, "message")) as [MessageEvent];
    expect(message.data).toBe("hello");
    socket.close();
    await once(socket, "close");
  });

  it("is found again where it sends its visitor to the address that it listens on", async () => {
    const response = await fetch(`${app.url}moved`, { redirect: "manual" });
    expect(response.headers.get("location")).toBe("/me?x=1");
  });

  it("breaks off where the app breaks off", async () => {
    await expect(get(`${app.url}broken`)).rejects.toThrow("terminated");
  });

  it("answers to its own names alone", async () => {
    const { port } = new URL(app.url);
    const statusOf = async (host: string) => (await ask(app.url, { host })).status;
    expect(await statusOf(`127.0.0.1:${port}`)).toBe(200);
    expect(await statusOf(`evil.example:${port}`)).toBe(403);
    for (const other of ["localhost", `localhost:${port}`, `x.localhost:${port}`])
      expect([other, await statusOf(other)]).toEqual([other, 403]);
    const upgrade = { host: "evil.example", connection: "Upgrade", upgrade: "websocket" };
    expect((await ask(app.url, upgrade)).status).toBe(403);
  });
});

it("an app that is framed keeps its cookies here, and is told nothing of the frame", async () => {
  await using app = await open({ framedBy: ["http://localhost:1"] });
  const login = await ask(`${app.url}login`, { origin: "null" }, "POST");
  expect(login.headers).toMatchObject({ "access-control-allow-origin": "null" });
  expect(login.headers).not.toHaveProperty("set-cookie");
  expect(await get(`${app.url}me`, { headers: { cookie: "of=another" } })).toBe("session=abc");
  const headers = JSON.parse(await get(`${app.url}headers`, { headers: { origin: "null" } })) as object;
  expect(headers).not.toHaveProperty("origin");
  expect(headers).toMatchObject({ "accept-encoding": "identity" });
});

it("an app that is framed answers to the one name that no other page knows", async () => {
  await using app = await open({ framedBy: ["http://localhost:1"] });
  const { port } = new URL(app.url);
  for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `0.localhost:${port}`]) {
    const { status, headers } = await ask(app.url, { host, origin: "null" });
    expect([host, status]).toEqual([host, 403]);
    expect(headers).not.toHaveProperty("access-control-allow-origin");
  }
  await using other = await open({ framedBy: ["http://localhost:1"] });
  expect(new URL(other.url).hostname).not.toBe(new URL(app.url).hostname);
});

it("an app that is framed may be shown by the named page alone, whatever it says itself", async () => {
  await using app = await open({ framedBy: ["http://localhost:1"] });
  const { headers } = await fetch(app.url);
  expect(headers.has("x-frame-options")).toBe(false);
  const policy = headers.get("content-security-policy")!;
  expect(policy).toContain("frame-ancestors http://localhost:1;");
  expect(policy).not.toContain("frame-ancestors 'none'");
  // A browser's report of what a policy forbids would go to whatever address the app names.
  expect(JSON.stringify([...headers])).not.toMatch(/example\.com|report-(?:uri|to)/i);
  expect(policy).toContain(`script-src 'self' ${app.url}.buildoff/frame.js`);
  const asked = { "access-control-request-method": "PUT", "access-control-request-headers": "x-a" };
  const preflight = await ask(`${app.url}me`, { origin: "null", ...asked }, "OPTIONS");
  expect(preflight).toMatchObject({
    status: 204,
    headers: { "access-control-allow-methods": "PUT", "access-control-allow-headers": "x-a" },
  });
});

it("a build that fails is told with the end of its log", async () => {
  const build = { build: "echo the reason; exit 3", ...START };
  await expect(openFiles(provider, chatty, build)).rejects.toMatchObject({
    code: "app-not-built",
    message: expect.stringMatching(/exited with 3:\n[^]*the reason/) as string,
  });
});

it("an app that does not stay up, or does not answer, is told with the end of its log", async () => {
  await expect(openFiles(provider, [], { start: "echo no use; exit 4" })).rejects.toMatchObject({
    code: "app-not-served",
    message: expect.stringMatching(/did not stay up[^]*no use/) as string,
  });
  const silent = { start: "echo waiting; sleep 60" };
  const limits = { readyTimeMs: 500 } as OpenAppRequest["limits"];
  await expect(openFiles(provider, [], silent, { limits })).rejects.toMatchObject({
    code: "app-not-served",
    message: expect.stringMatching(/did not answer at \/ [^]*waiting/) as string,
  });
});

it("tells when the app has ended by itself", async () => {
  await using app = await open();
  const ended = once(app.ended, "abort");
  expect((await fetch(`${app.url}end`)).status).toBe(502);
  await ended;
  expect(app.ended.reason).toMatchObject({ message: expect.stringContaining("exit code 7") as string });
});

it("a port that is taken is the user's to change", async () => {
  await using app = await open();
  const port = Number(new URL(app.url).port);
  await expect(open({ port })).rejects.toMatchObject({ code: "port-unusable" });
});

it("ends with the signal, and is gone once it is disposed", async () => {
  const controller = new AbortController();
  const app = await open({ signal: controller.signal });
  controller.abort(new Error("enough"));
  if (!app.ended.aborted) await once(app.ended, "abort");
  await app[Symbol.asyncDispose]();
  await expect(fetch(app.url)).rejects.toThrow("fetch failed");
  await expect(open({ signal: controller.signal })).rejects.toThrow("enough");
});

import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../../src/core/limits.ts";
import type { Sandbox, SandboxProvider } from "../../src/core/sandbox.ts";
import { awaitReady } from "../../src/runner/readiness.ts";
import { openProvider } from "../checks/support/checker.ts";

let provider: SandboxProvider;
let sandbox: Sandbox;
beforeAll(async () => {
  provider = await openProvider();
  const owner = { runId: "r", trialId: "t", tryNumber: 1 };
  const spec = {
    role: "app",
    owner,
    stack: "static",
    agentLayer: null,
    limits: DEFAULT_LIMITS,
    joins: null,
  } as const;
  sandbox = await provider.create(spec, new AbortController().signal);
});
afterAll(async () => {
  await sandbox[Symbol.asyncDispose]();
  await provider[Symbol.asyncDispose]();
});

/** @param statuses one answer after another; then none any more */
async function ask(statuses: readonly number[], { isFiles = false, timeoutMs = 30_000 } = {}) {
  const left = [...statuses];
  const server = createServer((_, response) => {
    const status = left.shift();
    if (status !== undefined) response.writeHead(status).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  try {
    return await awaitReady(sandbox, {
      url,
      timeoutMs,
      isFiles,
      signal: new AbortController().signal,
    });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe("asking an app goes on until", () => {
  it("a status below 400 comes", async () => {
    expect(await ask([404, 503, 200])).toEqual({ ready: true, answer: "status 200" });
  });

  it("the time is over, and what it last said is told, though the last question was cut short", async () => {
    expect(await ask([503, 404, 404], { timeoutMs: 4_000 })).toEqual({ ready: false, answer: "status 404" });
  });

  it("any answer comes, where the app is files, which do not change", async () => {
    expect(await ask([404, 200], { isFiles: true })).toEqual({ ready: false, answer: "status 404" });
    expect(await ask([200], { isFiles: true })).toEqual({ ready: true, answer: "status 200" });
  });

  it("the time is over, and that it never said anything is told", async () => {
    expect(await ask([], { timeoutMs: 1_500 })).toEqual({ ready: false, answer: "no answer" });
  });
});

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { openMcpTools } from "../../src/agents/mcp-tools.ts";
import { checkKinds } from "../../src/checks/registry.ts";
import { type LimitsInput, resolveLimits } from "../../src/core/limits.ts";
import type { SandboxProvider, SandboxProviderDefinition } from "../../src/core/sandbox.ts";
import { SERVICE_STACK } from "../../src/core/stack.ts";
import { openServiceSession } from "../../src/gateway/service-session.ts";
import { loadSuite } from "../../src/loader/load-suite.ts";
import { openServices, type Services } from "../../src/runner/services.ts";
import { archive } from "../../src/sandbox/archive/archive.ts";
import { dockerProvider } from "../../src/sandbox/docker/provider.ts";
import { localProvider } from "../../src/sandbox/local/provider.ts";
import { describeDocker } from "../support/needs.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

/** Counts the requests below /mcp in its state; answers with a file that lies beside it. Some paths are too much for it. */
const COUNTER = `import { createServer } from "node:http";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
const file = process.env.STATE_DIR + "/count.json";
const read = () => { try { return JSON.parse(readFileSync(file, "utf8")); } catch { return 0; } };
mkdirSync(process.env.STATE_DIR, { recursive: true });
createServer((request, response) => {
  if (request.url === "/mcp/end") process.exit(3);
  if (request.url === "/mcp/fill") writeFileSync(process.env.STATE_DIR + "/full", "x".repeat(3_000_000));
  if (request.url === "/mcp/heap") process.abort(); // As Node does where its heap is full.
  if (request.url === "/mcp/memory") for (const all = []; ;) all.push(Buffer.alloc(1_000_000, 1));
  if (request.url.startsWith("/mcp/")) writeFileSync(file, JSON.stringify(read() + 1));
  response.end(JSON.stringify({ path: request.url, count: read(), word: readFileSync(new URL("word.txt", import.meta.url), "utf8") }));
}).listen(Number(process.env.PORT), process.env.HOST);
`;
const TASK = `schema: 1
id: page
title: A page
category: page
difficulty: easy
services: [services/counter.mjs]
turns: [{ prompt: Build a page. }]
checks: [{ id: counts, service: { name: counter, file: count.json, json: 2 } }]
`;
const SUITE =
  "schema: 1\nname: mine\ntitle: Mine\nversion: 1.0.0\nlicence: MIT\ncanary: buildoff-canary-services-0001\n";

async function prepare(definition: SandboxProviderDefinition) {
  const runId = `services-${process.pid}`;
  const provider = await definition.create({ runId, browserPath: null, runtime: null });
  const service = { name: SERVICE_STACK, dockerfile: null } as const;
  const signal = AbortSignal.timeout(600_000);
  await provider.prepare({ stacks: [service], agentLayers: [] }, () => {}, signal);
  return { provider, runId };
}

async function open(definition: SandboxProviderDefinition, program = COUNTER) {
  const folder = await makeTemporaryFolder();
  await mkdir(join(folder, "page", "services"), { recursive: true });
  await writeFile(join(folder, "suite.yaml"), SUITE);
  await writeFile(join(folder, "page", "task.yaml"), TASK);
  await writeFile(join(folder, "page", "services", "counter.mjs"), program);
  await writeFile(join(folder, "page", "services", "word.txt"), "beside");
  const [loaded] = (await loadSuite(folder, checkKinds)).tasks;
  return { loaded: loaded!, ...(await prepare(definition)) };
}

interface Start {
  readonly states?: Record<string, string>;
  readonly limits?: LimitsInput;
}

function start(
  { loaded, provider, runId }: { readonly provider: SandboxProvider } & Awaited<ReturnType<typeof open>>,
  stored: Map<string, Uint8Array>,
  { states, limits = {} }: Start = {},
) {
  const workspaces = {
    get: async (sha256: string) => stored.get(sha256)!,
    put: async (sha256: string, tar: Uint8Array) => void stored.set(sha256, tar),
  };
  return openServices(
    {
      loaded,
      task: loaded.task,
      owner: { runId, trialId: "page", tryNumber: 1 },
      limits: resolveLimits(limits),
      signal: AbortSignal.timeout(600_000),
      states: states ?? null,
    },
    { provider, archive, workspaces, openServiceSession },
  );
}

const ask = async ([mount]: Awaited<ReturnType<typeof start>>["mounts"], path: string): Promise<unknown> =>
  (await mount!.handle(new Request(`http://service${path}`))).json();

/** What keeping the state comes to once it is known that the service has ended. */
async function freezeAfterEnd(services: Services): Promise<unknown> {
  for (;;) {
    const failure = await services.freeze().then(
      () => null,
      (error: unknown) => error,
    );
    if (failure !== null) return failure;
    await services.thaw();
    await sleep(200);
  }
}

function testServices(name: string, definition: SandboxProviderDefinition): void {
  it(`carries calls to a service on ${name}, keeps its state, and begins with it another time`, async () => {
    const opened = await open(definition);
    await using _provider = opened.provider;
    const stored = new Map<string, Uint8Array>();
    const states: Record<string, string>[] = [];
    {
      await using services = await start(opened, stored);
      expect(services.mounts.map((mount) => mount.name)).toEqual(["counter"]);
      expect(await ask(services.mounts, "/")).toEqual({ path: "/mcp", count: 0, word: "beside" });
      expect(await ask(services.mounts, "/mcp/a?b=1")).toMatchObject({ path: "/mcp/a?b=1", count: 1 });
      states.push(await services.freeze());
      await services.thaw();
      expect(await ask(services.mounts, "/mcp/a")).toMatchObject({ count: 2 });
      states.push(await services.freeze());
    }
    expect(states[0]).not.toEqual(states[1]);
    const files = await archive.readFiles(stored.get(states[1]!["counter"]!)!);
    const kept = files.find(({ path }) => path === "state/count.json");
    expect(new TextDecoder().decode(kept!.content)).toBe("2");

    await using again = await start(opened, stored, { states: states[0]! });
    expect(await ask(again.mounts, "/mcp/a")).toMatchObject({ count: 2, word: "beside" });
  });

  it(`says on ${name} what a service said that does not start, and that one has ended by itself`, async () => {
    const broken = await open(definition, "console.error('no such planet'); process.exit(1);");
    await using _broken = broken.provider;
    await expect(start(broken, new Map())).rejects.toMatchObject({
      code: "service",
      message: expect.stringMatching(/the service counter has ended: [^]*no such planet/) as string,
    });

    const ending = await open(definition);
    await using _ending = ending.provider;
    await using services = await start(ending, new Map());
    expect(await ask(services.mounts, "/mcp/end")).toMatchObject({ error: expect.anything() as object });
    await expect(services.freeze()).rejects.toMatchObject({
      code: "service",
      message: expect.stringContaining("the service counter has ended") as string,
    });
  });

  it(`tells on ${name} what was too much for a service from what ended by itself: that is the caller's doing`, async () => {
    const opened = await open(definition);
    await using _provider = opened.provider;
    {
      await using filled = await start(opened, new Map(), { limits: { archiveSize: 1_000_000 } });
      await ask(filled.mounts, "/mcp/fill");
      await expect(filled.freeze()).rejects.toMatchObject({
        kind: "workspace-rejected",
        message: expect.stringMatching(/the state of the service counter cannot be kept/) as string,
      });
      await filled.thaw();
      expect(await ask(filled.mounts, "/mcp/a")).toMatchObject({ word: "beside" });
    }
    await using full = await start(opened, new Map());
    await ask(full.mounts, "/mcp/heap");
    expect(await freezeAfterEnd(full)).toMatchObject({
      kind: "workspace-rejected",
      message: "the state of the service counter cannot be kept: it ran out of memory",
    });
  });
}

describe("the services of a task, local", () => {
  testServices("local", localProvider);
});
describeDocker("the services of a task, on docker", () => {
  testServices("docker", dockerProvider);

  it("are ended by their own limit of memory, by the caller's doing", async () => {
    const opened = await open(dockerProvider);
    await using _provider = opened.provider;
    await using services = await start(opened, new Map(), {
      limits: { memory: 150_000_000, disk: 50_000_000 },
    });
    await ask(services.mounts, "/mcp/memory");
    expect(await freezeAfterEnd(services)).toMatchObject({
      kind: "workspace-rejected",
      cause: { kind: "sandbox-death", death: "memory" },
    });
  });
});

it("the services of the trip planner keep no more than so much of what they are sent", async () => {
  const { tasks } = await loadSuite("services", checkKinds);
  const { provider, runId } = await prepare(localProvider);
  await using _provider = provider;
  const loaded = tasks.find(({ task }) => task.id === "trip-planner")!;
  await using services = await start({ loaded, provider, runId }, new Map());
  const servers = services.mounts.map(({ name, handle }) => ({
    name,
    url: "http://service/",
    token: "none",
    fetch: async (url: RequestInfo | URL, init?: RequestInit) => handle(new Request(url, init)),
  }));
  await using opened = await openMcpTools(servers);
  const call = (name: string, input: object) =>
    opened.tools.find((tool) => tool.name === name)!.call(input, AbortSignal.timeout(600_000));
  const stay = { hotel: "HT1", checkIn: "2027-03-12", checkOut: "2027-03-16" };
  const long = "x".repeat(101);
  expect(await call("book_flight", { flight: "FL102", passenger: long })).toMatchObject({ isError: true });
  expect(await call("book_hotel", { ...stay, guest: long })).toMatchObject({ isError: true });
  const ages = { ...stay, checkOut: "9999-03-16", guest: "Amna" };
  expect(await call("book_hotel", ages)).toMatchObject({ isError: true });
  for (let count = 0; count < 200; count += 1)
    expect(await call("book_flight", { flight: "FL102", passenger: "Amna" })).toMatchObject({
      isError: false,
    });
  expect(await call("book_flight", { flight: "FL102", passenger: "Amna" })).toMatchObject({
    text: "no more than 200 bookings are taken",
    isError: true,
  });
});

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkKinds } from "../../src/checks/registry.ts";
import { resolveLimits } from "../../src/core/limits.ts";
import type { SandboxProvider, SandboxProviderDefinition } from "../../src/core/sandbox.ts";
import { SERVICE_STACK } from "../../src/core/stack.ts";
import { openServiceSession } from "../../src/gateway/service-session.ts";
import { loadSuite } from "../../src/loader/load-suite.ts";
import { openServices } from "../../src/runner/services.ts";
import { archive } from "../../src/sandbox/archive/archive.ts";
import { dockerProvider } from "../../src/sandbox/docker/provider.ts";
import { localProvider } from "../../src/sandbox/local/provider.ts";
import { describeDocker } from "../support/needs.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

/** Counts the requests below /mcp in its state; answers with a file that lies beside it. */
const COUNTER = `import { createServer } from "node:http";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
const file = process.env.STATE_DIR + "/count.json";
const read = () => { try { return JSON.parse(readFileSync(file, "utf8")); } catch { return 0; } };
mkdirSync(process.env.STATE_DIR, { recursive: true });
createServer((request, response) => {
  if (request.url === "/mcp/end") process.exit(3);
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

async function open(definition: SandboxProviderDefinition, program = COUNTER) {
  const folder = await makeTemporaryFolder();
  await mkdir(join(folder, "page", "services"), { recursive: true });
  await writeFile(join(folder, "suite.yaml"), SUITE);
  await writeFile(join(folder, "page", "task.yaml"), TASK);
  await writeFile(join(folder, "page", "services", "counter.mjs"), program);
  await writeFile(join(folder, "page", "services", "word.txt"), "beside");
  const [loaded] = (await loadSuite(folder, checkKinds)).tasks;
  const runId = `services-${process.pid}`;
  const provider = await definition.create({ runId, browserPath: null, runtime: null });
  const service = { name: SERVICE_STACK, dockerfile: null } as const;
  const signal = AbortSignal.timeout(300_000);
  await provider.prepare({ stacks: [service], agentLayers: [] }, () => {}, signal);
  return { loaded: loaded!, provider, runId };
}

function start(
  { loaded, provider, runId }: { readonly provider: SandboxProvider } & Awaited<ReturnType<typeof open>>,
  stored: Map<string, Uint8Array>,
  states: Record<string, string> | null = null,
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
      limits: resolveLimits({}),
      signal: AbortSignal.timeout(60_000),
      states,
    },
    { provider, archive, workspaces, openServiceSession },
  );
}

const ask = async ([mount]: Awaited<ReturnType<typeof start>>["mounts"], path: string): Promise<unknown> =>
  (await mount!.handle(new Request(`http://service${path}`))).json();

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

    await using again = await start(opened, stored, states[0]);
    expect(await ask(again.mounts, "/mcp/a")).toMatchObject({ count: 2, word: "beside" });
  }, 120_000);

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
  }, 120_000);
}

describe("the services of a task, local", () => {
  testServices("local", localProvider);
});
describeDocker("the services of a task, on docker", () => {
  testServices("docker", dockerProvider);
});

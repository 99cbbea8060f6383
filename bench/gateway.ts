import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import Table from "cli-table3";
import { execa } from "execa";
import { DEFAULT_LIMITS } from "../src/core/limits.ts";
import type { Sandbox } from "../src/core/sandbox.ts";
import { dockerProvider } from "../src/sandbox/docker/provider.ts";
import { KEY, openGateway } from "../test/gateway/open-gateway.ts";

/*
 * What the gateway adds to a call of a model, streamed and not: the same client asks the same server from a container without a
 * network, and directly over this machine's loopback, in one run. Needs Docker. Usage: npm run bench:gateway [requests]
 */
const requests = Number(process.argv[2] ?? 300);
const PARALLEL = 16;
/** The first calls compile code and open connections. */
const WARM_UP = 50;
const RUN_ID = `bench-${process.pid}`;

const MODES = {
  whole: "not streamed",
  paced: "streamed as a model writes, over 50 ms",
  burst: "streamed, 300 events at once",
} as const;
type Mode = keyof typeof MODES;

interface Figures {
  readonly firstByteMs: number;
  readonly totalMs: number;
  readonly perSecond: number;
}
type RunClient = (args: readonly string[]) => Promise<string>;
interface Way {
  readonly name: string;
  readonly run: RunClient;
  readonly address: readonly [baseUrl: string, key: string];
}

const server = execa(process.execPath, [fileURLToPath(new URL("gateway/server.ts", import.meta.url))], {
  reject: false,
});
const [port] = (await once(server.stdout, "data")) as [Buffer];
const baseUrl = `http://127.0.0.1:${port.toString().trim()}/v1`;
const limits = { ...DEFAULT_LIMITS, requests: 1_000_000, tokens: 1e12 };
const client = await readFile(new URL("gateway/client.mjs", import.meta.url), "utf8");

const never = new AbortController().signal;
await using provider = await dockerProvider.create({ runId: RUN_ID, browserPath: null, runtime: null });
await provider.prepare(
  { stacks: [{ name: "static", dockerfile: null }], agentLayers: [] },
  console.log,
  never,
);
await using sandbox = await provider.create(
  {
    role: "agent",
    owner: { runId: RUN_ID, trialId: "bench", tryNumber: 1 },
    stack: "static",
    agentLayer: null,
    limits: DEFAULT_LIMITS,
    joins: null,
  },
  never,
);
await using opened = await openGateway({ baseUrl, limits, sandbox });
const ways: readonly Way[] = [
  { name: "direct, this machine", run: runHere, address: [baseUrl, KEY] },
  {
    name: "gateway, container",
    run: (args) => runInside(sandbox, args),
    address: [opened.access.baseUrl, opened.access.token],
  },
];

for (const mode of Object.keys(MODES) as Mode[]) await compare(mode);
server.kill();

async function compare(mode: Mode): Promise<void> {
  const table = new Table({
    head: ["", "first byte", "whole answer", "added", "ratio", `calls/s, ${PARALLEL} at a time`, "ratio"],
    style: { head: [], border: [] },
  });
  let direct: { one: Figures; many: Figures } | null = null;
  for (const way of ways) {
    await measure(way, mode, WARM_UP, 1);
    const one = await measure(way, mode, requests, 1);
    const many = await measure(way, mode, requests * 2, PARALLEL);
    direct ??= { one, many };
    const added = one.totalMs - direct.one.totalMs;
    table.push([
      way.name,
      `${one.firstByteMs.toFixed(1)} ms`,
      `${one.totalMs.toFixed(1)} ms`,
      `${added.toFixed(1)} ms`,
      (one.totalMs / direct.one.totalMs).toFixed(2),
      many.perSecond.toFixed(0),
      (many.perSecond / direct.many.perSecond).toFixed(2),
    ]);
  }
  console.log(`\n${MODES[mode]}: medians of ${requests} calls\n${table.toString()}`);
}

async function measure({ run, address }: Way, mode: Mode, calls: number, parallel: number) {
  const out = await run([...address, mode, String(calls), String(parallel)]);
  return JSON.parse(out) as Figures;
}

async function runHere(args: readonly string[]): Promise<string> {
  const { stdout } = await execa(process.execPath, ["--input-type=module", "-e", client, "--", ...args]);
  return stdout;
}

async function runInside({ exec, layout }: Sandbox, args: readonly string[]): Promise<string> {
  const command = [layout.node, "--input-type=module", "-e", client, "--", ...args];
  const { stdout, stderr, exitCode } = await exec(command, { user: "agent", timeoutMs: 300_000 });
  if (exitCode !== 0) throw new Error(new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout);
}

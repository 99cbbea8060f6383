import { dockerProvider } from "../../../src/sandbox/docker/provider.ts";
import { spec } from "./specs.ts";

/* A whole life of a provider, after which the process must end by itself. */
const provider = await dockerProvider.create({
  runId: `short-${process.pid}`,
  browserPath: null,
  runtime: null,
});
const needs = { stacks: [{ name: "static", dockerfile: null }], agentLayers: [] };
await provider.prepare(needs, () => {}, AbortSignal.timeout(600_000));
const sandbox = await provider.create(spec(), AbortSignal.timeout(600_000));
await sandbox.exec(["true"], { timeoutMs: 600_000, signal: new AbortController().signal });
await sandbox.exec(["yes"], { maxOutputBytes: 1000 });
await sandbox.spawn(["cat"]);
await sandbox.freeze();
await sandbox[Symbol.asyncDispose]();
await provider[Symbol.asyncDispose]();
process.stdout.write(JSON.stringify({ endedAt: Date.now() }));

import { dockerProvider } from "../../../src/sandbox/docker/provider.ts";
import { spec } from "./specs.ts";

/* A harness that works on one sandbox until it is killed. Argument: its run. Prints the sandbox's id. */
const [runId = ""] = process.argv.slice(2);
const provider = await dockerProvider.create({ runId, browserPath: null, runtime: null });
const needs = { stacks: [{ name: "static", dockerfile: null }], agentLayers: [] };
await provider.prepare(needs, () => {}, AbortSignal.timeout(600_000));
const owner = { runId, trialId: "trial", tryNumber: 1 };
const sandbox = await provider.create(spec({ owner }), AbortSignal.timeout(600_000));
process.stdout.write(`${sandbox.id}\n`);
await sandbox.exec(["sleep", "600"]);

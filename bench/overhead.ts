import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import pLimit from "p-limit";
import { packageRoot } from "../src/host/package-root.ts";
import { connectEngine } from "../src/sandbox/docker/engine.ts";
import { ensureImages } from "../src/sandbox/docker/images/ensure.ts";
import { BARE_CALLS, type BareImages, runBareTrial } from "./bare-trial.ts";

/*
 * Wall time of a trial of the nop agent on a page that is there already, against the bare engine calls that it needs,
 * in one run. Prints the ratio, one at a time and four at a time. Usage: npm run bench:overhead [trials]
 */
const trials = Number(process.argv[2] ?? 12);
const docker = await connectEngine();
const needs = { stacks: [{ name: "static", dockerfile: null }], agentLayers: [], checker: true };
const ensured = await ensureImages(docker, needs, console.log, AbortSignal.timeout(900_000));
const { NCPU: engineCpus } = (await docker.info()) as { NCPU: number };
const images: BareImages = {
  engineCpus,
  stack: ensured.stack("static").digest,
  checker: ensured.checker.digest,
};

const archiveBytes = await runBareTrial(docker, images);
console.log(`workspace archive ${archiveBytes} bytes; bare: ${BARE_CALLS}`);
for (const concurrency of [1, 4]) {
  const bareMs = await timeBare(concurrency);
  const trialMs = await timeTrials(concurrency);
  const ratio = (trialMs / bareMs).toFixed(2);
  console.log(
    `-j ${concurrency}: bare ${bareMs.toFixed(0)} ms, buildoff ${trialMs.toFixed(0)} ms a trial, ratio ${ratio} (${trials} trials)`,
  );
}

async function timeBare(concurrency: number): Promise<number> {
  const limit = pLimit(concurrency);
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: trials }, () => limit(() => runBareTrial(docker, images))));
  return (performance.now() - startedAt) / trials;
}

/** From the start of the first trial to the end of the last, as the run's own events say. */
async function timeTrials(concurrency: number): Promise<number> {
  const results = await mkdtemp(join(tmpdir(), "buildoff-bench-"));
  try {
    const args = ["run", join(packageRoot, "bench/suite"), "--agent", "nop", "--sandbox", "docker", "--json"];
    const flags = ["-k", String(trials), "-j", String(concurrency), "--results", results];
    const child = execa(process.execPath, [join(packageRoot, "bin/buildoff.js"), ...args, ...flags]);
    let startedAt = 0;
    let endedAt = 0;
    let passed = 0;
    for await (const line of child) {
      const { type, result } = JSON.parse(line) as { type: string; result?: { passed: boolean } };
      if (type === "run-started") startedAt = performance.now();
      if (type !== "result") continue;
      endedAt = performance.now();
      passed += Number(result?.passed);
    }
    if (passed !== trials) throw new Error(`${passed} of ${trials} trials passed`);
    return (endedAt - startedAt) / trials;
  } finally {
    await rm(results, { recursive: true, force: true });
  }
}

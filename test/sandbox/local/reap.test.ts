import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fillOnce, findPartials } from "../../../src/sandbox/cache-folder.ts";
import { createProvider, createSandbox, isAlive } from "./local-sandbox.ts";

const REAL_TMP = tmpdir();
let own = "";

/** A temporary folder of the test's own, so that what is left in it is seen. */
beforeAll(async () => {
  own = await mkdtemp(join(REAL_TMP, "test-reap-"));
  process.env["TMPDIR"] = own;
});
afterAll(async () => {
  process.env["TMPDIR"] = REAL_TMP;
  await rm(own, { recursive: true });
});

const HARNESS = `
  import { localProvider } from ${JSON.stringify(new URL("../../../src/sandbox/local/provider.ts", import.meta.url).href)};
  import { DEFAULT_LIMITS } from ${JSON.stringify(new URL("../../../src/core/limits.ts", import.meta.url).href)};
  const provider = await localProvider.create({ runId: "dead", browserPath: null, runtime: null });
  const owner = { runId: "dead", trialId: "t", tryNumber: 1 };
  const sandbox = await provider.create(
    { role: "agent", owner, stack: "static", agentLayer: null, limits: DEFAULT_LIMITS, joins: null },
    new AbortController().signal,
  );
  const { stdout } = await sandbox.exec(["sh", "-c", "setsid -f sh -c 'echo $$; exec sleep 60'"]);
  console.log(JSON.stringify({ root: sandbox.id, pid: Number(Buffer.from(stdout)) }));
  setInterval(() => {}, 1000);
`;

/** Starts a harness of its own with one sandbox and a daemon in it, and kills it without a chance to tidy up. */
async function killHarness(): Promise<{ readonly root: string; readonly pid: number }> {
  const harness = spawn(process.execPath, ["--input-type=module", "-e", HARNESS], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of harness.stdout) {
    harness.kill("SIGKILL");
    await new Promise((resolve) => harness.once("exit", resolve));
    return JSON.parse(String(line)) as { readonly root: string; readonly pid: number };
  }
  throw new Error("the harness said nothing");
}

test("what a killed harness left, folder and daemon, is removed; what a live one owns stays", async () => {
  const dead = await killHarness();
  await using live = await createSandbox();
  const sleeper = await live.exec(["sh", "-c", "sleep 60 >/dev/null & echo $!"]);
  await mkdir(join(own, "buildoff-sandbox-somebody-elses"));
  expect(await isAlive(dead.pid)).toBe(true);
  await using provider = await createProvider();
  const removed = await provider.reap({ isDry: false });
  expect(removed.map((path) => basename(path))).toContain(dead.root);
  expect(await isAlive(dead.pid)).toBe(false);
  expect(await isAlive(Number(Buffer.from(sleeper.stdout)))).toBe(true);
  expect((await readdir(own)).toSorted()).toEqual([live.id, "buildoff-sandbox-somebody-elses"].toSorted());
  expect(await provider.reap({ isDry: false })).toEqual([]);
});

test("a live sandbox leaves nothing in the temporary folder", async () => {
  const before = await readdir(own);
  {
    await using sandbox = await createSandbox();
    await sandbox.exec(["sh", "-c", "echo x > $TMPDIR/x; echo y > $HOME/y"]);
    expect(dirname(dirname(sandbox.layout.app))).toBe(own);
  }
  expect(await readdir(own)).toEqual(before);
});

test("a folder of the cache is whole or absent: filled once, by one of many, and never by half", async () => {
  const folder = join(own, "cache", "thing");
  const failing = fillOnce(folder, async (partial) => {
    await mkdir(join(partial, "half"));
    throw new Error("no network");
  });
  await expect(failing).rejects.toThrow("no network");
  const filled = await Promise.all(
    [1, 2, 3].map((n) => fillOnce(folder, (partial) => mkdir(join(partial, String(n))))),
  );
  expect(filled.filter(Boolean)).toHaveLength(1);
  expect(await readdir(folder)).toHaveLength(1);
  expect(await readdir(join(own, "cache"))).toEqual(["thing"]);
  expect(await findPartials(join(own, "cache"))).toEqual([]);
});

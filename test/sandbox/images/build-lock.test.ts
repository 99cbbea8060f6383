import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { acquireBuildLock } from "../../../src/sandbox/docker/images/build-lock.ts";

describe("the lock around a build", () => {
  const cacheHome = process.env["XDG_CACHE_HOME"];
  const never = new AbortController().signal;
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "buildoff-lock-"));
    process.env["XDG_CACHE_HOME"] = folder;
  });
  afterEach(async () => {
    if (cacheHome === undefined) delete process.env["XDG_CACHE_HOME"];
    else process.env["XDG_CACHE_HOME"] = cacheHome;
    await rm(folder, { recursive: true });
  });

  it("makes a second one wait, says so once, and lets it on afterwards", async () => {
    let waits = 0;
    const first = await acquireBuildLock("buildoff/x:1", () => {}, never);
    const second = acquireBuildLock("buildoff/x:1", () => (waits += 1), never);
    await expect(Promise.race([second, pause(1200)])).resolves.toBe("waited");
    await first[Symbol.asyncDispose]();
    await (await second)[Symbol.asyncDispose]();
    expect(waits).toBe(1);
  });

  it("of a process that died is taken at once", async () => {
    const { pid } = spawnSync(process.execPath, ["-e", ""]);
    await mkdir(join(folder, "buildoff", "locks"), { recursive: true });
    await writeFile(join(folder, "buildoff", "locks", "buildoff_x_1.lock"), `${pid} ${hostname()}`);
    let waits = 0;
    await using _lock = await acquireBuildLock("buildoff/x:1", () => (waits += 1), never);
    expect(waits).toBe(0);
  });

  it("is waited for only as long as the run goes on", async () => {
    await using _lock = await acquireBuildLock("buildoff/x:1", () => {}, never);
    const cancel = new AbortController();
    const waiting = acquireBuildLock("buildoff/x:1", () => cancel.abort(), cancel.signal);
    await expect(waiting).rejects.toMatchObject({ name: "AbortError" });
  });
});

const pause = (ms: number): Promise<string> =>
  new Promise((resolve) => {
    setTimeout(() => resolve("waited"), ms);
  });

import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lockRun } from "../../src/store/lock.ts";

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "buildoff-lock-"));
  file = join(folder, "run.lock");
});
afterEach(() => rm(folder, { recursive: true }));

describe("a run's lock", () => {
  it("keeps a second harness out while the first lives", async () => {
    await using _lock = await lockRun(file);
    await expect(lockRun(file)).rejects.toMatchObject({
      code: "run-in-use",
      message: expect.stringContaining(`${process.pid}`),
    });
  });

  it("is free again once it was released", async () => {
    {
      await using _lock = await lockRun(file);
    }
    await using _again = await lockRun(file);
    expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({ pid: process.pid });
  });

  it.each([
    ["a process that is gone", { pid: 2 ** 30, bootId: null, startTime: null }],
    ["an earlier boot", { pid: process.pid, bootId: "earlier", startTime: null }],
  ])("is taken over from %s", async (_who, owner) => {
    await writeFile(file, JSON.stringify(owner));
    await using _lock = await lockRun(file);
    expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({ pid: process.pid });
  });

  it("is taken over where it was torn", async () => {
    await writeFile(file, '{"pid":');
    await using _lock = await lockRun(file);
    expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({ pid: process.pid });
  });

  it.each([
    ["a stale lock", JSON.stringify({ pid: 2 ** 30, bootId: null, startTime: null })],
    ["a torn lock", ""],
    ["no lock", null],
  ])("goes to exactly one of twenty that meet %s", async (_what, text) => {
    if (text !== null) await writeFile(file, text);
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => lockRun(file)));
    const won = results.filter((result) => result.status === "fulfilled");
    const lost = results.filter((result) => result.status === "rejected");
    expect(won).toHaveLength(1);
    expect(lost.map(({ reason }) => (reason as { code: string }).code)).toEqual(
      Array.from({ length: 19 }, () => "run-in-use"),
    );
    expect(await readdir(folder)).toEqual(["run.lock"]);
    await won[0]!.value[Symbol.asyncDispose]();
    expect(await readdir(folder)).toEqual([]);
  });

  it("goes to one where the one that was taking it over died", async () => {
    const dead = JSON.stringify({ pid: 2 ** 30, bootId: null, startTime: null });
    await writeFile(file, dead);
    await writeFile(`${file}.${createHash("sha256").update(dead).digest("hex").slice(0, 16)}`, dead);
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => lockRun(file)));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await readdir(folder)).toEqual(["run.lock"]);
  });
});

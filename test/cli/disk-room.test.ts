import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createRoomWatch } from "../../src/cli/disk-room.ts";
import {
  buildoff,
  readJournalOf,
  readSummary,
  repository,
  startBuildoff,
  waitForText,
} from "../support/buildoff.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

/** A disk whose free bytes the test says. */
function watchDisk(free: number, minFreeBytes: number) {
  const disk = { free, asked: 0 };
  const notes: string[] = [];
  const stop = new AbortController();
  const untilRoom = createRoomWatch({
    folder: "/runs",
    minFreeBytes,
    note: (line) => notes.push(line),
    signal: stop.signal,
    readFreeBytes: async (folder) => {
      expect(folder).toBe("/runs");
      disk.asked += 1;
      return disk.free;
    },
    intervalMs: 2,
  });
  return { disk, notes, stop, untilRoom };
}

const isDone = (work: Promise<void>): Promise<boolean> =>
  Promise.race([work.then(() => true), wait(20).then(() => false)]);

describe("the watch over the disk", () => {
  it("keeps nobody waiting while there is room, and says nothing", async () => {
    const { disk, notes, untilRoom } = watchDisk(1_000, 1_000);
    await untilRoom();
    await untilRoom();
    expect(disk.asked).toBe(2);
    expect(notes).toEqual([]);
  });

  it("lets trials wait for room, tells it once, and lets all go on when there is", async () => {
    const { disk, notes, untilRoom } = watchDisk(4_000_000, 1e9);
    const waiting = [untilRoom(), untilRoom(), untilRoom()];
    expect(await isDone(Promise.race(waiting))).toBe(false);
    for (const free of [5e8, 999_999_999]) {
      disk.free = free;
      expect(await isDone(waiting[0]!)).toBe(false);
    }
    disk.free = 1e9;
    await Promise.all(waiting);
    expect(notes).toEqual([
      "paused: 4.0 MB are free where runs are kept, and the run wants 1.0 GB (--min-free-disk); `buildoff prune` makes room",
      "there is room again: the run goes on",
    ]);
    disk.free = 0;
    const again = untilRoom();
    expect(await isDone(again)).toBe(false);
    expect(notes).toHaveLength(3);
    disk.free = 2e9;
    await again;
  });

  it("stops waiting when the run is interrupted, and does not say that it goes on", async () => {
    const { notes, stop, untilRoom } = watchDisk(0, 1);
    const waiting = untilRoom();
    expect(await isDone(waiting)).toBe(false);
    stop.abort();
    await waiting;
    expect(notes).toHaveLength(1);
  });

  it("asks the file system itself where nobody says otherwise", async () => {
    const notes: string[] = [];
    const folder = await makeTemporaryFolder();
    const { signal } = new AbortController();
    await createRoomWatch({ folder, minFreeBytes: 1, note: (line) => notes.push(line), signal })();
    expect(notes).toEqual([]);
  });
});

const TASK = `schema: 1
id: page
title: A page
category: page
difficulty: easy
turns: [{ prompt: Build a page }]
checks: [{ id: opens, steps: [{ goto: / }, { expect: { role: heading, name: Hi, visible: true } }] }]
`;

async function writeTask(): Promise<{ readonly suite: string; readonly results: string }> {
  const folder = await makeTemporaryFolder();
  const suite = join(folder, "page");
  await mkdir(join(suite, "solution"), { recursive: true });
  await writeFile(join(suite, "task.yaml"), TASK);
  await writeFile(join(suite, "solution", "index.html"), "<h1>Hi</h1>");
  return { suite, results: join(folder, "results") };
}

describe("--min-free-disk", () => {
  it("pauses a run before its first trial; Ctrl-C ends it cleanly, and it is gone on with", async () => {
    const { suite, results } = await writeTask();
    const where = ["--sandbox", "local", "--results", results, "--name", "full", "--plain"];
    const started = startBuildoff(["run", suite, ...where, "--min-free-disk", "900000GB"], {
      cwd: repository,
    });
    await waitForText(started, "paused: ");
    started.kill("SIGINT");
    const { exitCode, stdout, stderr } = await started;
    expect(stderr).toBe("");
    expect(exitCode).toBe(130);
    expect(stdout).toMatch(
      /paused: [\d.]+ [kMG]?B are free where runs are kept, and the run wants 900000\.0 GB/,
    );
    expect(stdout).toContain("buildoff resume");
    const run = join(results, "full");
    expect((await readJournalOf(run)).map(({ type }) => type)).toEqual(["opened"]);
    expect(await readSummary(run)).toMatchObject({ planned: 1, finished: 0, finishedAt: null });
    expect(await buildoff(["verify", run])).toMatchObject({ exitCode: 0 });
    const resumed = await buildoff(["resume", run, "--min-free-disk", "1B", "--plain"]);
    expect(resumed).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await readSummary(run)).toMatchObject({ planned: 1, finished: 1, passed: 1 });
    expect(await buildoff(["verify", run])).toMatchObject({ exitCode: 0 });
  });

  it("refuses what is no size", async () => {
    const { exitCode, stderr } = await buildoff(["run", "starter", "--min-free-disk", "plenty"]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("expected a size such as 512kB, 20MB or 2GiB");
  });
});

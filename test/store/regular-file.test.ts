import { execFileSync } from "node:child_process";
import { mkdir, symlink, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { findSummary, readJsonFile } from "../../src/store/run-store.ts";
import { ManifestSchema } from "../../src/core/manifest.ts";
import { readByteLines } from "../../src/store/byte-lines.ts";
import { readLines } from "../../src/store/lines.ts";
import { findLockOwner } from "../../src/store/lock.ts";
import { readRegular } from "../../src/store/regular-file.ts";
import { storeRun } from "../support/stored-run.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

const REFUSED = {
  code: "invalid-result-file",
  message: expect.stringContaining("no regular file") as string,
};

let folder: string;
beforeEach(async () => {
  folder = await makeTemporaryFolder();
  execFileSync("mkfifo", [join(folder, "pipe")]);
  await symlink("/dev/zero", join(folder, "endless"));
  await symlink("pipe", join(folder, "link"));
  await mkdir(join(folder, "folder"));
});

async function count(lines: AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  for await (const _ of lines) count += 1;
  return count;
}

describe("what a run that was sent may hold in place of a file", () => {
  it.each(["pipe", "endless", "link", "folder"])(
    "is not waited for, nor read without an end: %s",
    async (name) => {
      const file = join(folder, name);
      await expect(readRegular(file)).rejects.toMatchObject(REFUSED);
      await expect(readJsonFile(file, ManifestSchema)).rejects.toMatchObject(REFUSED);
      await expect(findLockOwner(file)).rejects.toMatchObject(REFUSED);
      await expect(count(readLines(file))).rejects.toMatchObject(REFUSED);
      await expect(count(readByteLines(file))).rejects.toMatchObject(REFUSED);
    },
  );

  it("is a line without an end, which does not fill the memory", async () => {
    const file = join(folder, "zeros");
    await writeFile(file, "a\n");
    await truncate(file, 3 * 1024 ** 3);
    const tooLong = {
      code: "invalid-result-file",
      message: expect.stringContaining("longer than") as string,
    };
    await expect(count(readLines(file))).rejects.toMatchObject(tooLong);
    await expect(count(readByteLines(file))).rejects.toMatchObject(tooLong);
    await expect(readJsonFile(file, ManifestSchema)).rejects.toMatchObject({ code: "invalid-result-file" });
  });

  it("is left out of a table over runs", async () => {
    const run = await storeRun({ results: folder });
    execFileSync("rm", [run.summary]);
    execFileSync("mkfifo", [run.summary]);
    const told: string[] = [];
    expect(await findSummary("stored", folder, (message) => void told.push(message))).toBeNull();
    expect(told).toEqual([expect.stringContaining("no regular file")]);
  });
});

it("a regular file is read whole, through a link too, and one that is not there has its own error", async () => {
  await writeFile(join(folder, "a"), "text");
  await symlink("a", join(folder, "b"));
  expect((await readRegular(join(folder, "b"))).toString()).toBe("text");
  await expect(readRegular(join(folder, "none"))).rejects.toMatchObject({ code: "ENOENT" });
});

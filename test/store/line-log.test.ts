import { appendFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openLineLog } from "../../src/store/line-log.ts";

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "buildoff-lines-"));
  file = join(folder, "votes.jsonl");
});
afterEach(() => rm(folder, { recursive: true }));

async function append(torn: "end" | "cut", ...records: readonly unknown[]): Promise<void> {
  await using log = await openLineLog<unknown>(file, torn);
  for (const record of records) await log.append(record);
}

describe("a log of lines", () => {
  it.each(["cut", "end"] as const)("keeps the order over several openings (%s)", async (torn) => {
    await append(torn, { n: 1 }, { n: 2 });
    await append(torn, { n: 3 });
    expect(await readFile(file, "utf8")).toBe('{"n":1}\n{"n":2}\n{"n":3}\n');
  });

  it("cuts away what a crash tore, however long it is", async () => {
    await append("cut", { n: 1 });
    await appendFile(file, `{"n":2,"text":"${"x".repeat(200_000)}`);
    await append("cut", { n: 3 });
    expect(await readFile(file, "utf8")).toBe('{"n":1}\n{"n":3}\n');
  });

  it("ends a last line that is whole and lacks its end alone", async () => {
    await writeFile(file, '{"n":1}\n{"n":2}');
    await append("cut", { n: 3 });
    expect(await readFile(file, "utf8")).toBe('{"n":1}\n{"n":2}\n{"n":3}\n');
  });

  it("cuts away a torn first line", async () => {
    await writeFile(file, '{"n":');
    await append("cut", { n: 1 });
    expect(await readFile(file, "utf8")).toBe('{"n":1}\n');
  });

  it("ends a torn line where it is not to be cut", async () => {
    await writeFile(file, '{"n":1}\n{"n":');
    await append("end", { n: 2 });
    expect(await readFile(file, "utf8")).toBe('{"n":1}\n{"n":\n{"n":2}\n');
  });
});

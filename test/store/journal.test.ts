import { appendFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { JournalRecord } from "../../src/core/journal.ts";
import { openJournal, readJournal } from "../../src/store/journal.ts";

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "buildoff-journal-"));
  file = join(folder, "journal.jsonl");
});
afterEach(() => rm(folder, { recursive: true }));

const started = (trialId: string): JournalRecord => ({
  type: "started",
  at: "2026-01-01T00:00:00.000Z",
  trialId,
  tryNumber: 1,
  goesOn: false,
});

async function append(...ids: string[]): Promise<void> {
  await using journal = await openJournal(file);
  for (const id of ids) await journal.append(started(id));
}

async function readIds(): Promise<string[]> {
  const ids: string[] = [];
  for await (const record of readJournal(file)) ids.push(record.type === "opened" ? "" : record.trialId);
  return ids;
}

describe("a journal", () => {
  it("reads back what was appended, in order, over several openings", async () => {
    await append("a", "b");
    await append("c");
    expect(await readIds()).toEqual(["a", "b", "c"]);
  });

  it("keeps the order of appends that nobody waited for", async () => {
    await using journal = await openJournal(file);
    await Promise.all(["1", "2", "3", "4"].map((id) => journal.append(started(id))));
    expect(await readIds()).toEqual(["1", "2", "3", "4"]);
  });

  it("is empty where there is none", async () => {
    expect(await readIds()).toEqual([]);
  });

  it("loses no acknowledged record to a write torn anywhere, and none of those after it", async () => {
    await append("a");
    const whole = await readFile(file, "utf8");
    const torn = JSON.stringify(started("torn"));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: torn.length - 1 }), async (length) => {
        await writeFile(file, whole + torn.slice(0, length));
        await append("b");
        expect(await readIds()).toEqual(["a", "b"]);
      }),
      { numRuns: 60 },
    );
  });

  it("forgives NUL bytes, a byte-order mark and CR LF, as crashes and editors leave them", async () => {
    await append("a");
    const text = await readFile(file, "utf8");
    await writeFile(file, `\uFEFF${text.replace("\n", "\r\n")}\0\0\0\0\n`);
    await append("b");
    expect(await readIds()).toEqual(["a", "b"]);
  });

  it("names the line of a record that is valid JSON and no record", async () => {
    await append("a");
    await appendFile(file, '{"type":"invented"}\n');
    await expect(readIds()).rejects.toMatchObject({
      code: "broken-journal",
      message: expect.stringContaining(":2 "),
    });
  });
});

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readLines } from "../../src/store/lines.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

async function linesOf(text: string): Promise<string[]> {
  const file = join(await makeTemporaryFolder(), "a.jsonl");
  await writeFile(file, text);
  return collect(file);
}

async function collect(file: string): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of readLines(file)) lines.push(line);
  return lines;
}

it("a line ends at LF alone: JSON may hold other separators of lines", async () => {
  expect(await linesOf("a\u2028b\u2029c\rd\ne\r\nf")).toEqual(["a\u2028b\u2029c\rd", "e\r", "f"]);
});

it("lines longer than what is read at once come whole, characters of several bytes too", async () => {
  const long = "ا🙂".repeat(300_000);
  expect(await linesOf(`${long}\nb\n`)).toEqual([long, "b"]);
});

it("a file that is not there has no line", async () => {
  expect(await collect(join(await makeTemporaryFolder(), "none.jsonl"))).toEqual([]);
});

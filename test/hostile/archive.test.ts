import { describe, expect, test } from "vitest";
import { WorkspaceRejectedError, type WorkspaceRejection } from "../../src/core/errors.ts";
import { sanitizeArchive } from "../../src/sandbox/archive/sanitize.ts";
import { readArchive } from "../../src/sandbox/archive/workspace-files.ts";
import { END, inChunks, type RawEntry, rawEntry, rawTar } from "../sandbox/archive/raw-tar.ts";

const limits = { files: 1000, archiveSizeBytes: 1_000_000 };
const sanitize = (tar: Uint8Array, prefix = "app/") =>
  sanitizeArchive(inChunks(tar, 4096), { prefix, limits });

const file = (name: string): RawEntry => ({ name: `app/${name}`, content: "x" });
const link = (name: string, linkname: string): RawEntry => ({ name: `app/${name}`, type: "2", linkname });

async function rejection(tar: Uint8Array): Promise<WorkspaceRejectedError> {
  const settled = await sanitize(tar).catch((error: unknown) => error);
  if (settled instanceof WorkspaceRejectedError) return settled;
  throw new Error(`not rejected: ${String(settled)}`, { cause: settled });
}

const rejected: readonly (readonly [string, WorkspaceRejection, readonly RawEntry[]])[] = [
  ["a link to /etc/shadow", "escaping-link", [link("shadow", "/etc/shadow")]],
  ["a link that climbs out", "escaping-link", [link("a/b", "../../etc/passwd")]],
  ["a link that climbs out and comes back", "escaping-link", [link("a", "../app/b")]],
  ["a link out through a folder that is not there", "escaping-link", [link("a", "x/../../..")]],
  ["a link to another absolute folder of a like name", "escaping-link", [link("a", "/application")]],
  ["the last link of a chain out", "escaping-link", [link("a", "b"), link("b", "c"), link("c", "../c")]],
  ["a workspace that is itself a link", "escaping-link", [{ name: "app", type: "2", linkname: "/etc" }]],
  ["a file below a linked folder", "malformed", [link("dir", "other"), file("dir/passwd")]],
  ["a file below a file", "malformed", [file("a"), file("a/b")]],
  ["one name twice", "malformed", [file("a"), file("a")]],
  ["a folder and a file of one name", "malformed", [{ name: "app/a/", type: "5" }, file("a")]],
  ["an absolute name", "absolute-path", [{ name: "/app/a", content: "x" }]],
  ["a name that climbs out", "parent-path", [{ name: "app/../etc/passwd", content: "x" }]],
  ["a name that climbs within", "parent-path", [{ name: "app/a/../b", content: "x" }]],
  [
    "a name that climbs out of a dropped folder",
    "parent-path",
    [{ name: "app/node_modules/../../x", content: "x" }],
  ],
  ["a name elsewhere", "malformed", [{ name: "etc/passwd", content: "x" }]],
  ["a name that only begins like the prefix", "malformed", [{ name: "apple/a", content: "x" }]],
  ["a hard link outside", "hard-link", [{ name: "app/a", type: "1", linkname: "/etc/shadow" }]],
  [
    "a hard link that climbs out",
    "hard-link",
    [{ name: "app/a", type: "1", linkname: "app/../../etc/shadow" }],
  ],
  ["a hard link to nothing", "hard-link", [{ name: "app/a", type: "1", linkname: "app/b" }]],
  [
    "hard links in a circle",
    "hard-link",
    [
      { name: "app/a", type: "1", linkname: "app/b" },
      { name: "app/b", type: "1", linkname: "app/a" },
    ],
  ],
  ["a fifo", "special-file", [{ name: "app/a", type: "6" }]],
  ["a character device", "special-file", [{ name: "app/a", type: "3" }]],
  ["a block device", "special-file", [{ name: "app/a", type: "4" }]],
  ["a socket, or any type that tar does not know", "special-file", [{ name: "app/a", type: "s" }]],
  ["a sparse file", "special-file", [{ name: "app/a", type: "S" }]],
  ["a newline in a name", "bad-name", [file("a\nb")]],
  ["a terminal escape in a name", "bad-name", [file("\u001b[2Ja")]],
  ["a NUL in a name", "bad-name", [file("a\0b")]],
  ["a backslash in a name", "bad-name", [file("..\\..\\a")]],
  ["a name that is no UTF-8", "bad-name", [{ name: Buffer.from("app/a\xff", "latin1"), content: "x" }]],
  ["a name of 4,096 bytes", "bad-name", [file("n".repeat(4096))]],
  ["a name of 300 bytes", "bad-name", [file("n".repeat(300))]],
  ["a path of 1,100 bytes", "bad-name", [file(`${"d".repeat(99)}/`.repeat(11) + "f")]],
  ["100,000 folders in one another", "too-deep", [file("d/".repeat(100_000) + "f")]],
  ["more than its bytes", "too-large", [{ name: "app/a", content: "x".repeat(1_000_001) }]],
  [
    "more than its bytes by hard links",
    "too-large",
    [
      { name: "app/a", content: "x".repeat(400_000) },
      { name: "app/b", type: "1", linkname: "app/a" },
      { name: "app/c", type: "1", linkname: "app/a" },
    ],
  ],
  ["too many entries", "too-many-entries", Array.from({ length: 1001 }, (_, n) => file(`f${n}`))],
  [
    "too many folders",
    "too-many-entries",
    Array.from({ length: 1001 }, (_, n) => ({ name: `app/${n}/`, type: "5" })),
  ],
];

describe("a workspace is rejected for", () => {
  test.each(rejected)("%s: %s", async (_title, reason, entries) => {
    const error = await rejection(rawTar(entries));
    expect(error.reason).toBe(reason);
    // What is shown to a person cannot move a cursor, and is short.
    expect(error.entry).toMatch(/^[^\p{Cc}\u202a-\u202e\u2066-\u2069]{0,260}$/u);
    expect(error.message).toMatch(/^[^\p{Cc}\u202a-\u202e\u2066-\u2069]{1,600}$/u);
  });

  const tar = rawTar([file("a"), file("b")]);

  test.each([
    ["an archive cut within a file", tar.subarray(0, 700)],
    ["an archive cut between two files", rawEntry(file("a"))],
    ["an archive cut within its end mark", tar.subarray(0, tar.byteLength - 600)],
    ["nothing at all", new Uint8Array()],
    ["something that is no archive", Buffer.alloc(5000, "no tar")],
    [
      "a header that promises a terabyte",
      Buffer.concat([rawEntry({ name: "app/a", content: "x", size: 2 ** 40 }), END]),
    ],
    [
      "a header that promises less than there is",
      Buffer.concat([rawEntry({ name: "app/a", content: "x".repeat(600), size: 1 }), END]),
    ],
  ])("%s: malformed", async (_title, data) => {
    expect((await rejection(data)).reason).toBe("malformed");
  });

  test("10 GB that pack to nothing: the reading stops at the limit", async () => {
    let sent = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield rawEntry({ name: "app/huge", size: 10 * 1024 ** 3 }).subarray(0, 512);
      const chunk = new Uint8Array(64 * 1024);
      for (; sent < 10 * 1024 ** 3; sent += chunk.byteLength) yield chunk;
    }
    await expect(sanitizeArchive(endless(), { prefix: "app/", limits })).rejects.toMatchObject({
      reason: "too-large",
    });
    expect(sent).toBeLessThan(4_000_000);
  });

  test("a million entries: the reading stops at the limit", async () => {
    let sent = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (; sent < 1_000_000; sent += 1) yield rawEntry(file(`f${sent}`));
    }
    await expect(sanitizeArchive(endless(), { prefix: "app/", limits })).rejects.toMatchObject({
      reason: "too-many-entries",
    });
    expect(sent).toBeLessThan(1200);
  });

  test("taking too long, as a drip and as a flood of what is dropped", async () => {
    async function* drip(): AsyncGenerator<Uint8Array> {
      for (const byte of rawTar([file("a")])) {
        yield new Uint8Array([byte]);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    }
    async function* flood(): AsyncGenerator<Uint8Array> {
      for (let n = 0; ; n += 1) yield rawEntry(file(`node_modules/${n}`));
    }
    for (const source of [drip(), flood()]) {
      await expect(
        sanitizeArchive(source, { prefix: "app/", limits: { ...limits, timeMs: 200 } }),
      ).rejects.toMatchObject({ reason: "too-slow" });
    }
  });
});

describe("a workspace keeps as data, and says so", () => {
  test.each([
    ["-rf", "dash-name -rf"],
    ["src/--help", "dash-name src/--help"],
    ["a\u202egpj.exe", "bidi-name a\\u{202e}gpj.exe"],
  ])("the name %j", async (name, flag) => {
    const workspace = await sanitize(rawTar([file(name)]));
    expect(workspace.flags).toEqual([flag]);
    expect((await readArchive(workspace.tar)).map(({ path }) => path)).toEqual([name]);
  });

  test("names that differ in case or Unicode form alone", async () => {
    const workspace = await sanitize(
      rawTar([file("README"), file("readme"), file("e\u0301"), file("\u00e9")]),
    );
    expect(workspace.files).toBe(4);
    expect(workspace.flags).toHaveLength(4);
  });

  test("links that stay inside are dropped, never followed", async () => {
    const workspace = await sanitize(
      rawTar([link("a", "b"), link("d/e", "../f"), link("g", "/app/x"), link("h", "."), file("b")]),
    );
    expect(workspace.dropped.insideLinks).toBe(4);
    expect(workspace.flags).toEqual(["inside-link a", "inside-link d/e", "inside-link g", "inside-link h"]);
    expect((await readArchive(workspace.tar)).map(({ path }) => path)).toEqual(["b"]);
  });

  test("set-user-id programs lose the bit", async () => {
    const workspace = await sanitize(rawTar([{ name: "app/su", content: "x", mode: 0o6777 }]));
    expect(workspace.flags).toEqual(["set-id su"]);
    expect(Buffer.from(workspace.tar).toString("latin1", 100, 107)).toBe("000755 ");
  });

  test("names that the harness uses itself", async () => {
    const workspace = await sanitize(rawTar([file("result.json"), file("verdict.json"), file("__proto__")]));
    expect(workspace).toMatchObject({ files: 3, flags: [] });
  });
});

import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sanitizeArchive } from "../../../src/sandbox/archive/sanitize.ts";
import { packFiles, readArchive, unpackEntries } from "../../../src/sandbox/archive/workspace-files.ts";
import { inChunks, type RawEntry, rawTar } from "./raw-tar.ts";

const limits = { files: 1000, archiveSizeBytes: 1_000_000 };
const sanitize = (entries: readonly RawEntry[], prefix = "app/") =>
  sanitizeArchive(inChunks(rawTar(entries)), { prefix, limits });

const text = (content: Uint8Array): string => new TextDecoder().decode(content);

const folder = (name: string): RawEntry => ({ name, type: "5", mode: 0o755 });

describe("a workspace's archive", () => {
  test("keeps files, with the prefix, owners, times and odd modes gone", async () => {
    const workspace = await sanitize([
      folder("app/"),
      folder("app/src/"),
      { name: "app/src/index.js", content: "hello", mode: 0o604 },
      { name: "app/run.sh", content: "#!/bin/sh", mode: 0o4711 },
    ]);
    expect(workspace).toMatchObject({ files: 2, bytes: 14, flags: ["set-id run.sh"] });
    const files = await readArchive(workspace.tar);
    expect(files.map((file) => [file.path, text(file.content), file.executable])).toEqual([
      ["run.sh", "#!/bin/sh", true],
      ["src/index.js", "hello", false],
    ]);
    expect(createHash("sha256").update(workspace.tar).digest("hex")).toBe(workspace.sha256);
  });

  test("has one hash for ever: the canonical format does not drift", async () => {
    const workspace = await sanitize([
      { name: "app/index.html", content: "<!doctype html>" },
      { name: "app/bin/run", content: "x", mode: 0o755 },
      { name: `app/${"long/".repeat(30)}name.txt`, content: "long" },
      { name: "app/اردو.txt", content: "urdu" },
      folder("app/empty/"),
    ]);
    expect(workspace.sha256).toBe("a2ac89363fb12ea883ee2625ba22ac265841328da47d0a6772ef60fb93235add");
  });

  test("keeps a folder only where nothing is in it", async () => {
    const { tar } = await sanitize([
      folder("app/a/"),
      folder("app/a/b/"),
      folder("app/c/"),
      { name: "app/c/f", content: "" },
    ]);
    const entries = await unpackEntries(tar);
    expect(entries.map(({ kind, path }) => `${kind} ${path}`)).toEqual(["folder a/b", "file c/f"]);
  });

  test("of one folder alone, keeps what lies below it and neither counts nor judges the rest", async () => {
    const entries: RawEntry[] = [
      folder("app/"),
      { name: "app/secret", type: "2", linkname: "/etc/passwd" },
      { name: "app/distant.txt", content: "not of it" },
      ...Array.from({ length: 20 }, (_, index) => ({ name: `app/src/${index}`, content: "x".repeat(100) })),
      folder("app/dist/"),
      { name: "app/dist/index.html", content: "<!doctype html>" },
      { name: "app/dist/assets/a.js", content: "1" },
    ];
    const of = (some: readonly RawEntry[]) =>
      sanitizeArchive(inChunks(rawTar(some)), {
        prefix: "app/dist/",
        isPartOfMore: true,
        limits: { files: 5, archiveSizeBytes: 100 },
      });
    const { tar } = await of(entries);
    expect((await readArchive(tar)).map(({ path }) => path)).toEqual(["assets/a.js", "index.html"]);
    const escaping: RawEntry = { name: "app/dist/out", type: "2", linkname: "../../etc/passwd" };
    await expect(of([...entries, escaping])).rejects.toMatchObject({ reason: "escaping-link" });
    const up: RawEntry = { name: "app/dist/../x", content: "" };
    await expect(of([...entries, up])).rejects.toMatchObject({ reason: "parent-path" });
    const large: RawEntry = { name: "app/dist/large", content: "x".repeat(101) };
    await expect(of([...entries, large])).rejects.toMatchObject({ reason: "too-large" });
    expect(await of([{ name: "app/dist", type: "2", linkname: "src" }])).toMatchObject({ files: 0 });
  });

  test("an empty workspace is a workspace", async () => {
    expect(await sanitize([folder("app/")])).toMatchObject({ files: 0, bytes: 0 });
  });

  test("drops packages, history and caches at the top, whatever is in them, and counts them", async () => {
    const workspace = await sanitize([
      folder("app/node_modules/"),
      { name: "app/node_modules/.bin/x", type: "2", linkname: "/usr/bin/env" },
      { name: "app/node_modules/odd\\name", content: "x" },
      { name: "app/.git/HEAD", content: "ref" },
      { name: "app/.vite/x", content: "x" },
      { name: "app/packages/node_modules/y", content: "kept" },
    ]);
    expect(workspace.dropped).toEqual({ nodeModules: 3, git: 1, caches: 1, insideLinks: 0 });
    expect((await readArchive(workspace.tar)).map(({ path }) => path)).toEqual(["packages/node_modules/y"]);
  });

  test("what is dropped counts against no limit", async () => {
    const many = Array.from({ length: 50 }, (_, n) => ({
      name: `app/node_modules/${n}`,
      content: "x".repeat(100),
    }));
    const workspace = await sanitizeArchive(inChunks(rawTar(many)), {
      prefix: "app/",
      limits: { files: 1, archiveSizeBytes: 10 },
    });
    expect(workspace.dropped.nodeModules).toBe(50);
  });

  test("a hard link to a file of the workspace becomes a copy, even before that file came", async () => {
    const { tar } = await sanitize([
      { name: "app/copy", type: "1", linkname: "app/original" },
      { name: "app/original", content: "same" },
    ]);
    expect((await readArchive(tar)).map((file) => text(file.content))).toEqual(["same", "same"]);
  });

  test("a hard link into a dropped folder is dropped with it", async () => {
    const workspace = await sanitize([{ name: "app/x", type: "1", linkname: "app/node_modules/x" }]);
    expect(workspace).toMatchObject({ files: 0, dropped: { insideLinks: 1 }, flags: ["inside-link x"] });
  });

  test("an error of the source stays what it is, so that a lost engine is never the agent's fault", async () => {
    const lost = new Error("engine lost");
    async function* cut(): AsyncGenerator<Uint8Array> {
      yield rawTar([{ name: "app/a", content: "a" }]).subarray(0, 512);
      throw lost;
    }
    await expect(sanitizeArchive(cut(), { prefix: "app/", limits })).rejects.toBe(lost);
  });

  test("a cancel ends the reading, even of a source that hangs", async () => {
    const controller = new AbortController();
    const reason = new Error("cancelled");
    async function* hang(): AsyncGenerator<Uint8Array> {
      yield rawTar([{ name: "app/a", content: "a" }]).subarray(0, 700);
      await new Promise(() => {});
    }
    const reading = sanitizeArchive(hang(), { prefix: "app/", limits, signal: controller.signal });
    setTimeout(() => controller.abort(reason), 50);
    await expect(reading).rejects.toBe(reason);
  });
});

describe("a canonical archive, for any set of files", () => {
  const segment = fc
    .stringMatching(/^[a-zA-Z0-9_.اردو中文 -]{1,12}$/)
    .filter((name) => !/^\.{1,2}$/.test(name));
  const path = fc
    .array(segment, { minLength: 1, maxLength: 4 })
    .map((segments) => `top/${segments.join("/")}`);
  const files = fc
    .uniqueArray(fc.record({ path, content: fc.uint8Array({ maxLength: 1500 }), executable: fc.boolean() }), {
      selector: (file) => file.path,
      maxLength: 12,
    })
    // A path cannot be a file and a folder at once.
    .filter((list) => !list.some((a) => list.some((b) => b.path.startsWith(`${a.path}/`))));

  const toRaw = (list: readonly { path: string; content: Uint8Array; executable: boolean }[]): RawEntry[] =>
    list.map((file) => ({
      name: `app/${file.path}`,
      content: file.content,
      mode: file.executable ? 0o700 : 0o600,
    }));

  test("comes back as it was, and sanitising it again changes nothing", async () => {
    await fc.assert(
      fc.asyncProperty(files, async (list) => {
        const first = await sanitize(toRaw(list));
        const again = await sanitizeArchive(inChunks(first.tar), { prefix: "", limits });
        expect(again.sha256).toBe(first.sha256);
        const back = await readArchive(first.tar);
        expect(new Map(back.map((file) => [file.path, [...file.content]]))).toEqual(
          new Map(list.map((file) => [file.path, [...file.content]])),
        );
        expect(await packFiles(back)).toEqual(first.tar);
      }),
      { numRuns: 60 },
    );
  });

  test("is the same in whatever order the files come, and however the stream is cut", async () => {
    await fc.assert(
      fc.asyncProperty(
        files,
        fc.integer({ min: 1, max: 5000 }),
        fc.infiniteStream(fc.nat()),
        async (list, size, random) => {
          const shuffled = list
            .map((file) => ({ file, key: random.next().value as number }))
            .toSorted((a, b) => a.key - b.key)
            .map(({ file }) => file);
          const one = await sanitize(toRaw(list));
          const other = await sanitizeArchive(inChunks(rawTar(toRaw(shuffled)), size), {
            prefix: "app/",
            limits,
          });
          expect(other.sha256).toBe(one.sha256);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("is accepted or rejected, never anything else, whatever bytes come", async () => {
    await fc.assert(
      fc.asyncProperty(files, fc.nat(), fc.nat(255), async (list, at, value) => {
        const tar = Uint8Array.from(rawTar(toRaw(list)));
        tar[at % tar.byteLength] = value;
        const settled = await sanitizeArchive(inChunks(tar), { prefix: "app/", limits }).catch(
          (error: Error) => error.name,
        );
        expect(typeof settled === "string" ? settled : "WorkspaceRejectedError").toBe(
          "WorkspaceRejectedError",
        );
      }),
      { numRuns: 150 },
    );
  });
});

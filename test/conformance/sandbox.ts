import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEFAULT_LIMITS } from "../../src/core/limits.ts";
import type { ExecOptions, Sandbox, SandboxProvider, SandboxSpec } from "../../src/core/sandbox.ts";
import { sanitizeArchive } from "../../src/sandbox/archive/sanitize.ts";
import { packFiles, readArchive } from "../../src/sandbox/archive/workspace-files.ts";

const bytes = (content: string): Uint8Array => new TextEncoder().encode(content);
const text = (data: Uint8Array | null): string => new TextDecoder().decode(data ?? undefined);
const limits = { files: 1000, archiveSizeBytes: 10_000_000 };
const collect = (content: AsyncIterable<Uint8Array>) => sanitizeArchive(content, { prefix: "app/", limits });

/** Appends to the file `beat` until it is killed. */
const BEAT = "while :; do echo x >> beat; sleep 0.05; done";

/**
 * What every sandbox provider promises, whatever it is made of.
 * @param createProvider makes a provider that is prepared for the stack `static`
 */
export function describeSandboxConformance(
  name: string,
  createProvider: () => Promise<SandboxProvider>,
): void {
  describe(`a sandbox of ${name}`, () => {
    let provider: SandboxProvider;
    /** For what leaves no trace; everything else gets a fresh one. */
    let shared: Sandbox;

    const create = (changes: Partial<SandboxSpec> = {}): Promise<Sandbox> =>
      provider.create(
        {
          role: "agent",
          owner: { runId: "conformance", trialId: "trial", tryNumber: 1 },
          stack: "static",
          agentLayer: null,
          limits: DEFAULT_LIMITS,
          joins: null,
          ...changes,
        },
        AbortSignal.timeout(600_000),
      );
    const sh = (script: string, options?: ExecOptions, sandbox = shared) =>
      sandbox.exec(["sh", "-c", script], options);
    /** Whether something still writes to the file `beat`. */
    const isBeating = async (sandbox: Sandbox): Promise<boolean> => {
      const count = async () => (await sandbox.readFile("beat", 1_000_000))?.byteLength ?? 0;
      const before = await count();
      await sleep(400);
      return (await count()) > before;
    };

    beforeAll(async () => {
      provider = await createProvider();
      shared = await create();
    });
    afterAll(async () => {
      await provider[Symbol.asyncDispose]();
    });

    describe("runs a command", () => {
      test("and tells exit code, output and errors apart", async () => {
        const result = await sh("echo out; echo err >&2; exit 3");
        expect(result).toMatchObject({ exitCode: 3, end: "exited", truncated: false });
        expect([text(result.stdout), text(result.stderr)]).toEqual(["out\n", "err\n"]);
        expect(result.durationMs).toBeGreaterThan(0);
      });

      test("with its arguments as they are", async () => {
        const words = ["a b", "", "it's", '"$HOME"', "*", "new\nline", "اردو", "A=b", "-n"];
        const script = "process.stdout.write(JSON.stringify(process.argv.slice(1)))";
        const { stdout } = await shared.exec([shared.layout.node, "-e", script, "--", ...words]);
        expect(JSON.parse(text(stdout))).toEqual(words);
      });

      test("in the app's folder unless told otherwise, with the variables asked for", async () => {
        const { layout } = shared;
        expect(text((await sh("pwd")).stdout)).toBe(`${layout.app}\n`);
        const options = { cwd: layout.tmp, env: { PORT: "3000", HOME: "/elsewhere" } };
        expect(text((await sh("pwd; echo $PORT $HOME", options)).stdout)).toBe(
          `${layout.tmp}\n3000 /elsewhere\n`,
        );
      });

      test("that may write to the app's folder, its home and its temporary folder", async () => {
        const { app, home, tmp } = shared.layout;
        const { exitCode } = await sh(
          `for folder in ${app} ${home} ${tmp}; do touch $folder/new && rm $folder/new || exit 1; done`,
        );
        expect(exitCode).toBe(0);
      });

      test("that is missing, may not be run or has no folder: a result", async () => {
        const missing = await shared.exec(["no-such-program"]);
        expect(missing).toMatchObject({ exitCode: 127, end: "exited" });
        expect(text(missing.stderr)).toContain("no-such-program");
        expect(await shared.exec([shared.layout.app])).toMatchObject({ exitCode: 126, end: "exited" });
        const lost = await shared.exec(["true"], { cwd: `${shared.layout.app}/nowhere` });
        expect([lost.end, lost.exitCode === 0]).toEqual(["exited", false]);
        expect(await shared.exec(["true", "x".repeat(300_000)])).toMatchObject({
          exitCode: 126,
          end: "exited",
        });
      });

      test("that a signal ended, with the exit code that a shell gives it", async () => {
        expect(await sh("kill -9 $$")).toMatchObject({ exitCode: 137, end: "exited" });
      });

      test("with megabytes of input and output that are no text", async () => {
        const input = Buffer.alloc(5_000_000, Uint8Array.from([0, 255, 10, 27, 128]));
        const { stdout, truncated } = await shared.exec(["cat"], { stdin: input, maxOutputBytes: 6_000_000 });
        expect([Buffer.compare(stdout, input), truncated]).toEqual([0, false]);
      });

      test("whose input is empty unless some is given, and which need not read it", async () => {
        expect(await shared.exec(["cat"])).toMatchObject({ exitCode: 0, stdout: Buffer.alloc(0) });
        expect(await shared.exec(["true"], { stdin: Buffer.alloc(3_000_000) })).toMatchObject({
          exitCode: 0,
        });
      });

      test("and answers after its input has ended", async () => {
        const { stdout } = await sh("cat > /dev/null; sleep 0.5; echo late", { stdin: "some" });
        expect(text(stdout)).toBe("late\n");
      });

      test("and keeps head and tail of long output", async () => {
        const { stdout, truncated, end } = await shared.exec(["seq", "1", "3000"], { maxOutputBytes: 2000 });
        expect([stdout.byteLength, truncated, end]).toEqual([2000, true, "exited"]);
        expect(text(stdout)).toMatch(/^1\n2\n[^]*2999\n3000\n$/);
      });

      test("and shows output as it comes", async () => {
        const seen: string[] = [];
        await sh("echo one; sleep 0.2; echo two >&2", {
          onOutput: (chunk, stream) => void seen.push(`${stream} ${text(chunk).trim()}`),
        });
        expect(seen).toEqual(["stdout one", "stderr two"]);
      });

      test("and does not wait for what it left in the background", async () => {
        const { stdout, end, durationMs } = await sh("sleep 30 & echo done");
        expect([text(stdout), end]).toEqual(["done\n", "exited"]);
        expect(durationMs).toBeLessThan(10_000);
      });
    });

    describe("ends a command", () => {
      test("that floods, in bounded memory and time", async () => {
        await using sandbox = await create();
        const { end, exitCode, stdout } = await sh(
          "yes",
          { maxOutputBytes: 100_000, timeoutMs: 600_000 },
          sandbox,
        );
        expect([end, exitCode, stdout.byteLength]).toEqual(["output-limit", null, 100_000]);
      });

      test("that outlives its time, with all its descendants", async () => {
        await using sandbox = await create();
        const script = `trap '' TERM INT HUP; (${BEAT}) & setsid sh -c '${BEAT}' & setsid -f sh -c '${BEAT}'; echo started; sleep 60`;
        const result = await sh(script, { timeoutMs: 4_000 }, sandbox);
        expect(result).toMatchObject({ end: "timeout", exitCode: null });
        expect(text(result.stdout)).toBe("started\n");
        // The deadline inside, for a harness that is gone, is ten seconds later.
        expect(result.durationMs).toBeLessThan(13_000);
        expect(await isBeating(sandbox)).toBe(false);
        expect(await sandbox.exec(["true"])).toMatchObject({ exitCode: 0 });
      });

      test("that is cancelled, before it starts too", async () => {
        await using sandbox = await create();
        expect(await sh(`${BEAT} & sleep 60`, { signal: AbortSignal.timeout(700) }, sandbox)).toMatchObject({
          end: "cancelled",
          exitCode: null,
        });
        expect(await isBeating(sandbox)).toBe(false);
        expect(await sandbox.exec(["true"], { signal: AbortSignal.abort() })).toMatchObject({
          end: "cancelled",
        });
      });
    });

    describe("opens a long-lived process", () => {
      test("that is spoken to both ways, under back-pressure", async () => {
        await using cat = await shared.spawn(["sh", "-c", "echo started >&2; cat; exit 7"]);
        const sent = Buffer.alloc(3_000_000, "0123456789");
        cat.stdio.write(sent);
        cat.stdio.end();
        const chunks: Uint8Array[] = [];
        for await (const chunk of cat.stdio) {
          if (chunks.push(chunk) === 1) await sleep(500);
        }
        expect(Buffer.compare(Buffer.concat(chunks), sent)).toBe(0);
        expect(await cat.exited).toEqual({ exitCode: 7 });
        expect(cat.stderrTail()).toBe("started\n");
      });

      test("that has ended where its program is missing", async () => {
        await using nothing = await shared.spawn(["no-such-program"]);
        expect(await nothing.exited).toEqual({ exitCode: 127 });
        nothing.stdio.write("to nobody");
        for await (const _ of nothing.stdio);
        expect(nothing.stderrTail()).toContain("no-such-program");
      });

      test.each(["disposed", "cancelled"])("that dies with its children when it is %s", async (how) => {
        await using sandbox = await create();
        const controller = new AbortController();
        const server = await sandbox.spawn(["sh", "-c", `setsid sh -c '${BEAT}' & echo up; sleep 60`], {
          signal: controller.signal,
        });
        for await (const chunk of server.stdio) {
          expect(text(chunk)).toBe("up\n");
          break;
        }
        if (how === "cancelled") controller.abort();
        else await server[Symbol.asyncDispose]();
        expect((await server.exited).exitCode).toBe(137);
        await server[Symbol.asyncDispose]();
        expect(await isBeating(sandbox)).toBe(false);
      });
    });

    describe("keeps files", () => {
      test("as they were written, and reads them up to a size", async () => {
        await using sandbox = await create();
        await sandbox.writeFiles([
          { path: "src/deep/a.txt", content: bytes("hello") },
          { path: "run.sh", content: bytes("#!/bin/sh\necho ran"), executable: true },
          { path: "empty", content: bytes("") },
        ]);
        expect(text(await sandbox.readFile("src/deep/a.txt", 5))).toBe("hello");
        expect(text(await sandbox.readFile(`${sandbox.layout.app}/src/deep/a.txt`, 5))).toBe("hello");
        expect((await sandbox.readFile("empty", 0))?.byteLength).toBe(0);
        await expect(sandbox.readFile("src/deep/a.txt", 4)).rejects.toBeInstanceOf(RangeError);
        expect(
          text((await sh("./run.sh && echo more > src/deep/b && mkdir src/new", {}, sandbox)).stdout),
        ).toBe("ran\n");
        expect(text(await sandbox.readFile("src/deep/b", 10))).toBe("more\n");
      });

      test("and reads neither folders, links nor what is not there", async () => {
        await using sandbox = await create();
        await sh("mkdir folder; echo secret > file; ln -s file link; mkfifo fifo", {}, sandbox);
        for (const path of ["folder", "link", "fifo", "nothing", "folder/nothing"]) {
          expect(await sandbox.readFile(path, 100)).toBeNull();
        }
      });

      test("only below its own folder", async () => {
        await using sandbox = await create();
        for (const path of ["../up", "/etc/passwd", "a/../../b", "new\nline"]) {
          const rejection = { kind: "workspace-rejected" };
          await expect(sandbox.writeFiles([{ path, content: bytes("") }])).rejects.toMatchObject(rejection);
          await expect(sandbox.writeAsAgent([{ path, content: bytes("") }])).rejects.toMatchObject(rejection);
        }
      });

      test("from outside only until code ran; later as that code's user", async () => {
        await using sandbox = await create();
        await sandbox.exec(["true"]);
        const file = { path: "turn/two.txt", content: bytes("two") };
        const bug = { kind: "infra", code: "bug" };
        await expect(sandbox.writeFiles([file])).rejects.toMatchObject(bug);
        await expect(sandbox.unpack(await packFiles([file]))).rejects.toMatchObject(bug);
        await sandbox.writeAsAgent([file]);
        await sandbox.writeAsAgent([]);
        expect(
          text(
            (await sh("cat turn/two.txt && echo x >> turn/two.txt && touch turn/new", {}, sandbox)).stdout,
          ),
        ).toBe("two");
      });
    });

    describe("is frozen", () => {
      test("to an archive below app/, nothing moves meanwhile, and it goes on", async () => {
        await using sandbox = await create();
        const ticks = `setInterval(() => require("fs").appendFileSync("ticks", Date.now() + "\\n"), 20)`;
        await using ticker = await sandbox.spawn([sandbox.layout.node, "-e", ticks]);
        await expect.poll(() => sandbox.readFile("ticks", 100_000)).not.toBeNull();
        const { tar } = await collect(await sandbox.freeze());
        await sleep(700);
        await sandbox.thaw();
        const files = await readArchive(tar);
        expect(files.map(({ path }) => path)).toEqual(["ticks"]);
        const frozenLength = files[0]!.content.byteLength;
        await expect
          .poll(async () => (await sandbox.readFile("ticks", 1_000_000))!.byteLength)
          .toBeGreaterThan(frozenLength);
        const times = text(await sandbox.readFile("ticks", 1_000_000))
          .trim()
          .split("\n")
          .map(Number);
        const gaps = times.slice(1).map((time, index) => time - times[index]!);
        expect(Math.max(...gaps)).toBeGreaterThan(600);
        void ticker;
      });

      test("and comes back by unpack with the same hash, modes and empty folders", async () => {
        await using sandbox = await create();
        await sh(
          "mkdir -p a/b c; echo x > c/x; chmod 700 c/x; echo y > 'a b'; head -c 200000 /dev/zero > big",
          {},
          sandbox,
        );
        const first = await collect(await sandbox.freeze());
        await using other = await create({ role: "app" });
        await other.unpack(first.tar);
        const second = await collect(await other.freeze());
        expect(second).toMatchObject({ sha256: first.sha256, files: 3, bytes: 200_004 });
        await other.thaw();
        expect(await sh("test -x c/x && test -d a/b && echo more > a/b/new", {}, other)).toMatchObject({
          exitCode: 0,
        });
      });

      test.each([
        ["ln -s /etc/shadow shadow", "escaping-link"],
        ["mkfifo pipe", "special-file"],
        ["touch 'new\nline'", "bad-name"],
      ])("with nothing followed or waited for: %s is %s", async (command, reason) => {
        await using sandbox = await create();
        await sh(command, {}, sandbox);
        await expect(collect(await sandbox.freeze())).rejects.toMatchObject({
          kind: "workspace-rejected",
          reason,
        });
      });
    });

    describe("has an app that the checker joins", () => {
      test("by the same loopback, with a browser and a folder for its job", async () => {
        await using app = await create({ role: "app" });
        await app.unpack(await packFiles([{ path: "index.html", content: bytes("<p>served</p>") }]));
        const { layout } = app;
        await using server = await app.spawn([layout.node, `${layout.runtime}/serve-static.mjs`, "."], {
          env: { HOST: "127.0.0.1", PORT: String(layout.port) },
        });
        for await (const chunk of server.stdio) {
          expect(text(chunk)).toContain("serving");
          break;
        }
        await using checker = await create({ role: "checker", joins: app });
        const ask = `fetch("http://127.0.0.1:${layout.port}/").then((r) => r.text()).then((t) => process.stdout.write(t))`;
        const answer = await checker.exec([checker.layout.node, "-e", ask], { user: "checker" });
        expect(text(answer.stdout)).toBe("<p>served</p>");
        await checker.writeFiles([{ path: "task/hidden.txt", content: bytes("hidden") }]);
        const { stdout } = await checker.exec(["cat", `${checker.layout.job}/task/hidden.txt`], {
          user: "checker",
        });
        expect(text(stdout)).toBe("hidden");
        expect(checker.browser?.version).toMatch(/^\d+\./);
        expect([app.browser, app.role, checker.role]).toEqual([null, "app", "checker"]);
      });
    });

    describe("that has ended", () => {
      test("is told apart from a failed command by every call", async () => {
        const sandbox = await create();
        expect(await sandbox.death()).toBeNull();
        const running = sandbox.exec(["sleep", "60"]).catch((error: unknown) => error);
        await sleep(500);
        await sandbox[Symbol.asyncDispose]();
        await sandbox[Symbol.asyncDispose]();
        const gone = { kind: "infra", code: "sandbox-lost" };
        expect(await running).toMatchObject(gone);
        await expect(sandbox.exec(["true"])).rejects.toMatchObject(gone);
        await expect(sandbox.spawn(["true"])).rejects.toMatchObject(gone);
        await expect(sandbox.writeFiles([])).rejects.toMatchObject(gone);
        await expect(sandbox.writeAsAgent([])).rejects.toMatchObject(gone);
        await expect(sandbox.readFile("a", 1)).rejects.toMatchObject(gone);
        await expect(sandbox.freeze()).rejects.toMatchObject(gone);
        await expect(sandbox.thaw()).rejects.toMatchObject(gone);
        expect(await sandbox.death()).toBeNull();
      });

      test("went with its provider", async () => {
        const other = await createProvider();
        const owner = { runId: "conformance", trialId: "other", tryNumber: 1 };
        const spec = {
          role: "agent",
          owner,
          stack: "static",
          agentLayer: null,
          limits: DEFAULT_LIMITS,
          joins: null,
        } as const;
        const sandbox = await other.create(spec, AbortSignal.timeout(600_000));
        await other[Symbol.asyncDispose]();
        await expect(sandbox.exec(["true"])).rejects.toMatchObject({ code: "sandbox-lost" });
      });

      test("is never begun for who has cancelled", async () => {
        const reason = new Error("enough");
        const owner = { runId: "conformance", trialId: "other", tryNumber: 1 };
        const spec = {
          role: "agent",
          owner,
          stack: "static",
          agentLayer: null,
          limits: DEFAULT_LIMITS,
          joins: null,
        } as const;
        await expect(provider.create(spec, AbortSignal.abort(reason))).rejects.toBe(reason);
      });
    });
  });
}

import { chmod, mkdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { sanitizeArchive } from "../../../src/sandbox/archive/sanitize.ts";
import { packFiles, readArchive } from "../../../src/sandbox/archive/workspace-files.ts";
import { createProvider, createSandbox, isAlive, never, spec, text } from "./local-sandbox.ts";

const bytes = (content: string): Uint8Array => new TextEncoder().encode(content);
const limits = { files: 1000, archiveSizeBytes: 10_000_000 };

describe("a command under local", () => {
  test("sees no variable of the user's but the PATH", async () => {
    process.env["SECRET_API_KEY"] = "sk-secret";
    await using sandbox = await createSandbox();
    const { stdout } = await sandbox.exec(["env"], { env: { PORT: "3000" } });
    const names = text(stdout)
      .trim()
      .split("\n")
      .map((line) => line.replace(/=.*/, ""))
      .toSorted((a, b) => (a < b ? -1 : 1));
    delete process.env["SECRET_API_KEY"];
    expect(names).toEqual([
      "BUILDOFF_SANDBOX",
      "HOME",
      "LANG",
      "PATH",
      "PORT",
      "TMPDIR",
      "npm_config_offline",
      "npm_config_update_notifier",
    ]);
  });

  test("runs in the app's folder, with node at hand, and tells exit code, output and errors apart", async () => {
    await using sandbox = await createSandbox();
    const script = `console.log(process.cwd()); console.error("oops"); process.exit(3)`;
    const result = await sandbox.exec(["node", "-e", script]);
    expect(result).toMatchObject({ exitCode: 3, end: "exited", truncated: false });
    expect(text(result.stdout)).toBe(`${sandbox.layout.app}\n`);
    expect(text(result.stderr)).toBe("oops\n");
  });

  test("that is missing, may not be run or has no folder is a result", async () => {
    await using sandbox = await createSandbox();
    await sandbox.writeFiles([{ path: "plain.txt", content: bytes("text") }]);
    const missing = await sandbox.exec(["no-such-program"]);
    expect([missing.exitCode, text(missing.stderr)]).toEqual([127, "no-such-program: command not found\n"]);
    expect(await sandbox.exec([join(sandbox.layout.app, "plain.txt")])).toMatchObject({ exitCode: 126 });
    const lost = await sandbox.exec(["true"], { cwd: "nowhere" });
    expect([lost.exitCode, text(lost.stderr)]).toEqual([126, expect.stringContaining("no such folder")]);
    expect(await sandbox.exec(["echo", "x".repeat(300_000)])).toMatchObject({ exitCode: 126, end: "exited" });
  });

  test("that a signal ended has the exit code that a shell gives it", async () => {
    await using sandbox = await createSandbox();
    expect(await sandbox.exec(["sh", "-c", "kill -9 $$"])).toMatchObject({ exitCode: 137, end: "exited" });
  });

  test("takes megabytes of input, and gives back bytes that are no text", async () => {
    await using sandbox = await createSandbox();
    const input = Buffer.alloc(5_000_000, Uint8Array.from([0, 255, 10, 27, 128]));
    const { stdout, truncated } = await sandbox.exec(["cat"], { stdin: input, maxOutputBytes: 6_000_000 });
    expect([Buffer.compare(stdout, input), truncated]).toEqual([0, false]);
  });

  test("that never reads its input is no error", async () => {
    await using sandbox = await createSandbox();
    expect(await sandbox.exec(["true"], { stdin: Buffer.alloc(3_000_000) })).toMatchObject({ exitCode: 0 });
  });

  test("keeps head and tail of long output", async () => {
    await using sandbox = await createSandbox();
    const { stdout, truncated, end } = await sandbox.exec(["seq", "1", "3000"], { maxOutputBytes: 2000 });
    expect([stdout.byteLength, truncated, end]).toEqual([2000, true, "exited"]);
    expect(text(stdout)).toMatch(/^1\n2\n[^]*2999\n3000\n$/);
  });

  test("that floods is killed, in bounded memory and time", async () => {
    await using sandbox = await createSandbox();
    const before = process.memoryUsage().rss;
    const { end, exitCode, stdout } = await sandbox.exec(["yes"], { maxOutputBytes: 100_000 });
    expect([end, exitCode, stdout.byteLength]).toEqual(["output-limit", null, 100_000]);
    expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000);
  });

  test("that a background process outlives ends when it ends, and that process dies with the sandbox", async () => {
    const sandbox = await createSandbox();
    const { stdout, durationMs, end } = await sandbox.exec(["sh", "-c", "sleep 60 & echo $!"]);
    const pid = Number(text(stdout));
    expect([end, durationMs < 5000, await isAlive(pid)]).toEqual(["exited", true, true]);
    await sandbox[Symbol.asyncDispose]();
    expect(await isAlive(pid)).toBe(false);
  });

  test("that outlives its time is killed with all its descendants, those in sessions of their own too", async () => {
    await using sandbox = await createSandbox();
    const script = `
      trap '' TERM INT HUP
      sleep 61 & echo $!
      setsid sh -c 'echo $$; exec sleep 62' &
      setsid -f sh -c 'cd /; echo $$; sleep 63'
      sleep 64`;
    const other = await sandbox.exec(["sh", "-c", "sleep 65 >/dev/null 2>&1 & echo $!"]);
    const result = await sandbox.exec(["sh", "-c", script], { timeoutMs: 4_000 });
    const pids = text(result.stdout).trim().split("\n").map(Number);
    expect([result.end, result.exitCode, pids.length]).toEqual(["timeout", null, 3]);
    expect(await Promise.all(pids.map(isAlive))).toEqual([false, false, false]);
    // What another command started is not this one's.
    expect(await isAlive(Number(text(other.stdout)))).toBe(true);
  });

  test("is cancelled by its signal, before it starts too", async () => {
    await using sandbox = await createSandbox();
    const { signal } = Object.assign(new AbortController());
    expect(await sandbox.exec(["sleep", "60"], { signal: AbortSignal.timeout(200) })).toMatchObject({
      end: "cancelled",
      exitCode: null,
    });
    expect(await sandbox.exec(["true"], { signal: AbortSignal.abort() })).toMatchObject({ end: "cancelled" });
    expect(await sandbox.exec(["true"], { signal })).toMatchObject({ end: "exited" });
  });

  test("shows its output as it comes", async () => {
    await using sandbox = await createSandbox();
    const seen: string[] = [];
    await sandbox.exec(["sh", "-c", "echo one; echo two >&2"], {
      onOutput: (chunk, stream) => void seen.push(`${stream} ${text(chunk).trim()}`),
    });
    expect(seen.toSorted()).toEqual(["stderr two", "stdout one"]);
  });
});

describe("a long-lived process under local", () => {
  test("is spoken to over its pipes, both ways, under back-pressure", async () => {
    await using sandbox = await createSandbox();
    await using cat = await sandbox.spawn(["sh", "-c", "echo started >&2; cat; exit 7"]);
    const sent = Buffer.alloc(3_000_000, "0123456789");
    cat.stdio.write(sent);
    cat.stdio.end();
    const chunks: Uint8Array[] = [];
    for await (const chunk of cat.stdio) chunks.push(chunk);
    expect(Buffer.compare(Buffer.concat(chunks), sent)).toBe(0);
    expect(await cat.exited).toEqual({ exitCode: 7 });
    expect(cat.stderrTail()).toBe("started\n");
  });

  test("that cannot start has ended", async () => {
    await using sandbox = await createSandbox();
    await using nothing = await sandbox.spawn(["no-such-program"]);
    expect(await nothing.exited).toEqual({ exitCode: 127 });
    expect(nothing.stderrTail()).toContain("command not found");
    nothing.stdio.write("to nobody");
    for await (const _ of nothing.stdio);
  });

  test("dies with its children when it is disposed or cancelled", async () => {
    await using sandbox = await createSandbox();
    const controller = new AbortController();
    for (const end of [null, () => controller.abort()]) {
      const server = await sandbox.spawn(["sh", "-c", "setsid sleep 60 & echo $!; wait"], {
        signal: controller.signal,
      });
      let pid = 0;
      for await (const chunk of server.stdio) {
        pid = Number(text(chunk));
        break;
      }
      end?.();
      if (end === null) await server[Symbol.asyncDispose]();
      expect((await server.exited).exitCode).toBe(137);
      await server[Symbol.asyncDispose]();
      expect(await isAlive(pid)).toBe(false);
    }
  });
});

describe("files under local", () => {
  test("are written, read, and refused past a size", async () => {
    await using sandbox = await createSandbox();
    await sandbox.writeFiles([
      { path: "src/a.txt", content: bytes("hello") },
      { path: "run.sh", content: bytes("#!/bin/sh\necho ran"), executable: true },
    ]);
    expect(text(await sandbox.readFile("src/a.txt", 5))).toBe("hello");
    expect(text(await sandbox.readFile(join(sandbox.layout.app, "src/a.txt"), 5))).toBe("hello");
    await expect(sandbox.readFile("src/a.txt", 4)).rejects.toBeInstanceOf(RangeError);
    expect(text((await sandbox.exec(["./run.sh"])).stdout)).toBe("ran\n");
  });

  test("are null where there is none, or no regular one of the sandbox", async () => {
    await using sandbox = await createSandbox();
    await sandbox.exec(["sh", "-c", "mkfifo pipe; mkdir dir; ln -s /etc/passwd link; ln -s /etc etc"]);
    for (const path of ["none", "pipe", "dir", "link", "etc/passwd", "/etc/passwd", "../../../etc/passwd"]) {
      expect(await sandbox.readFile(path, 1_000_000)).toBeNull();
    }
  });

  test("are not written through a link that was planted, nor out of the folder", async () => {
    await using sandbox = await createSandbox();
    const outside = join(sandbox.layout.tmp, "outside");
    await mkdir(outside);
    await writeFile(join(outside, "victim"), "safe");
    await symlink(outside, join(sandbox.layout.app, "dir"));
    await symlink(join(outside, "victim"), join(sandbox.layout.app, "file"));
    for (const path of ["dir/x", "file", "../tmp/outside/victim", "/etc/x", "a\0b"]) {
      await expect(sandbox.writeAsAgent([{ path, content: bytes("x") }])).rejects.toBeInstanceOf(Error);
    }
    expect(await readFile(join(outside, "victim"), "utf8")).toBe("safe");
  });

  test("come by writeAsAgent alone once code ran", async () => {
    await using sandbox = await createSandbox();
    await sandbox.exec(["true"]);
    await expect(sandbox.writeFiles([{ path: "a", content: bytes("a") }])).rejects.toMatchObject({
      kind: "infra",
    });
    await expect(sandbox.unpack(await packFiles([]))).rejects.toMatchObject({ kind: "infra" });
    await sandbox.writeAsAgent([{ path: "a", content: bytes("a") }]);
    expect(text(await sandbox.readFile("a", 10))).toBe("a");
  });
});

describe("freezing under local", () => {
  test("stops what runs, and gives the workspace as it stands", async () => {
    await using sandbox = await createSandbox();
    await sandbox.writeFiles([{ path: "keep/me", content: bytes("kept") }]);
    const ticking = "i=0; while :; do i=$((i+1)); echo $i > tick; sleep 0.02; done";
    await using ticker = await sandbox.spawn(["setsid", "sh", "-c", ticking]);
    await expect.poll(() => sandbox.readFile("tick", 100)).not.toBeNull();
    const frozen = await sanitizeArchive(await sandbox.freeze(), { prefix: "app/", limits });
    const tick = text(await sandbox.readFile("tick", 100));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(text(await sandbox.readFile("tick", 100))).toBe(tick);
    const files = await readArchive(frozen.tar);
    expect(files.map(({ path }) => path)).toEqual(["keep/me", "tick"]);
    await sandbox.thaw();
    await expect.poll(async () => text(await sandbox.readFile("tick", 100))).not.toBe(tick);
    void ticker;
  });

  test("comes back by unpack with the same hash, modes and empty folders", async () => {
    await using sandbox = await createSandbox();
    await sandbox.exec([
      "sh",
      "-c",
      "mkdir -p a/b c; echo x > c/x; chmod 700 c/x; echo y > 'a b'; head -c 200000 /dev/zero > big",
    ]);
    const first = await sanitizeArchive(await sandbox.freeze(), { prefix: "app/", limits });
    await using other = await createSandbox({ role: "app" });
    await other.unpack(first.tar);
    const second = await sanitizeArchive(await other.freeze(), { prefix: "app/", limits });
    expect(second).toMatchObject({ sha256: first.sha256, files: 3, bytes: 200_004 });
    expect((await stat(join(other.layout.app, "c/x"))).mode & 0o777).toBe(0o755);
  });

  test.each([
    ["ln -s /etc/shadow shadow", "escaping-link"],
    ["ln -s ../../.. up", "escaping-link"],
    ["mkfifo pipe", "special-file"],
    ["rm -rf ../app && ln -s /etc ../app", "escaping-link"],
    ["touch 'new\nline'", "bad-name"],
    [String.raw`touch "$(printf 'a\377')"`, "bad-name"],
  ])("follows nothing and waits for nothing: %s is %s", async (command, reason) => {
    await using sandbox = await createSandbox();
    await sandbox.exec(["sh", "-c", command], { cwd: sandbox.layout.home });
    await sandbox.exec(["sh", "-c", command]);
    await expect(sanitizeArchive(await sandbox.freeze(), { prefix: "app/", limits })).rejects.toMatchObject({
      kind: "workspace-rejected",
      reason,
    });
  });

  test("a reading that is given up leaves nothing open", async () => {
    await using sandbox = await createSandbox();
    await sandbox.exec(["sh", "-c", "head -c 50000000 /dev/zero > big"]);
    const tiny = { files: 10, archiveSizeBytes: 1000 };
    await expect(
      sanitizeArchive(await sandbox.freeze(), { prefix: "app/", limits: tiny }),
    ).rejects.toMatchObject({
      reason: "too-large",
    });
  });
});

describe("the end of a local sandbox", () => {
  test("kills everything and removes the folder, whatever modes are in it", async () => {
    const sandbox = await createSandbox();
    const { stdout } = await sandbox.exec([
      "sh",
      "-c",
      "mkdir -p locked/in; touch locked/in/f; chmod 000 locked/in locked; setsid -f sh -c 'echo $$; exec sleep 60'",
    ]);
    await sandbox[Symbol.asyncDispose]();
    await sandbox[Symbol.asyncDispose]();
    expect(await isAlive(Number(text(stdout)))).toBe(false);
    await expect(stat(dirname(sandbox.layout.app))).rejects.toMatchObject({ code: "ENOENT" });
  });

  test("is told apart from a failed command, when the folder is gone or it was disposed", async () => {
    await using lost = await createSandbox();
    await rm(dirname(lost.layout.app), { recursive: true });
    const disposed = await createSandbox();
    const gone = { kind: "infra", code: "sandbox-lost" };
    const running = disposed.exec(["sleep", "60"]).catch((error: unknown) => error);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await disposed[Symbol.asyncDispose]();
    expect(await running).toMatchObject(gone);
    for (const sandbox of [lost, disposed]) {
      await expect(sandbox.exec(["true"])).rejects.toMatchObject(gone);
      await expect(sandbox.spawn(["true"])).rejects.toMatchObject(gone);
      await expect(sandbox.writeFiles([])).rejects.toMatchObject(gone);
      await expect(sandbox.writeAsAgent([])).rejects.toMatchObject(gone);
      await expect(sandbox.readFile("a", 1)).rejects.toMatchObject(gone);
      await expect(sandbox.freeze()).rejects.toMatchObject(gone);
      await expect(sandbox.thaw()).rejects.toMatchObject(gone);
    }
    await expect(lost.unpack(await packFiles([]))).rejects.toMatchObject(gone);
    expect(await lost.death()).toBeNull();
  });

  test("a provider takes its sandboxes with it", async () => {
    const provider = await createProvider();
    const sandbox = await provider.create(spec(), never());
    await provider[Symbol.asyncDispose]();
    await expect(stat(sandbox.layout.app)).rejects.toMatchObject({ code: "ENOENT" });
  });
});

test("an app gets a port of the loopback that is free, and a checker the same one", async () => {
  await using provider = await createProvider();
  const app = await provider.create(spec({ role: "app" }), never());
  const checker = await provider.create(spec({ role: "checker", joins: app }), never());
  expect(checker.layout.port).toBe(app.layout.port);
  await using server = createServer((_, reply) => void reply.end("served"));
  await new Promise<void>((resolve) => server.listen(app.layout.port, "127.0.0.1", resolve));
  const script = `console.log(await (await fetch("http://127.0.0.1:" + process.argv[1])).text())`;
  const { stdout } = await checker.exec([
    checker.layout.node,
    "--input-type=module",
    "-e",
    script,
    String(app.layout.port),
  ]);
  expect(text(stdout)).toBe("served\n");
});

test("a checker's files are written to its job folder, and find the checker's packages", async () => {
  await using provider = await createProvider();
  const app = await provider.create(spec({ role: "app" }), never());
  const checker = await provider.create(spec({ role: "checker", joins: app }), never());
  const script = `import { z } from "zod"; import { chromium } from "playwright"; console.log(typeof z.object, chromium.name());`;
  await checker.writeFiles([{ path: "main.mjs", content: bytes(script) }]);
  const { stdout, stderr } = await checker.exec([checker.layout.node, join(checker.layout.job, "main.mjs")]);
  expect([text(stdout), text(stderr)]).toEqual(["function chromium\n", ""]);
});

test("an agent with an image layer is refused, with what to do", async () => {
  await using provider = await createProvider();
  const refusal = { kind: "user", code: "agent-needs-docker" };
  await expect(provider.create(spec({ agentLayer: "qwen-code" }), never())).rejects.toMatchObject(refusal);
  const needs = { stacks: [], agentLayers: [{ name: "qwen-code", dockerfile: null }] };
  await expect(provider.prepare(needs, () => {}, never())).rejects.toMatchObject(refusal);
});

test("files that even their owner may not read are collected", async () => {
  await using sandbox = await createSandbox();
  await sandbox.writeFiles([{ path: "dir/secret", content: bytes("x") }]);
  await chmod(join(sandbox.layout.app, "dir/secret"), 0);
  await chmod(join(sandbox.layout.app, "dir"), 0);
  expect(await sanitizeArchive(await sandbox.freeze(), { prefix: "app/", limits })).toMatchObject({
    files: 1,
  });
});

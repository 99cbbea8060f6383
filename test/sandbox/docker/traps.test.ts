import { execFile } from "node:child_process";
import { text as streamText } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { sanitizeArchive } from "../../../src/sandbox/archive/sanitize.ts";
import { readArchive } from "../../../src/sandbox/archive/workspace-files.ts";
import { describeDocker } from "../../support/needs.ts";
import { output, sh, text, useDockerProvider } from "./docker-sandbox.ts";

const bytes = (content: string): Uint8Array => new TextEncoder().encode(content);
const MIB = 1024 ** 2;

describeDocker("traps of the engine", () => {
  const { docker, create } = useDockerProvider();

  /** The signals that the engine sent to a container, from a time in seconds on. */
  const signalsOf = async (container: string, since: number): Promise<string[]> => {
    const until = Math.ceil(Date.now() / 1_000) + 1;
    const filters = { container: [container], event: ["kill"] };
    const told = await streamText(await docker.getEvents({ since, until, filters }));
    return told
      .split("\n")
      .filter(Boolean)
      .map(
        (line) => (JSON.parse(line) as { Actor: { Attributes: { signal: string } } }).Actor.Attributes.signal,
      );
  };

  test("a memory limit of two gibibytes is no negative number", async () => {
    await using sandbox = await create({ limits: { memoryBytes: 2 * 1024 ** 3, diskBytes: 64 * MIB } });
    const { HostConfig } = await docker.getContainer(sandbox.id).inspect();
    const expected = 2 * 1024 ** 3 + 64 * MIB;
    expect([HostConfig.Memory, HostConfig.MemorySwap]).toEqual([expected, expected]);
  });

  test("a container whose PID 1 ignores signals is gone at once, with its volume", async () => {
    const sandbox = await create();
    await sh(sandbox, "trap '' TERM; setsid sh -c \"trap '' TERM; sleep 100\" & sleep 0.1");
    const { Mounts } = await docker.getContainer(sandbox.id).inspect();
    const [volume] = Mounts.map(({ Name }) => Name);
    const since = Math.floor(Date.now() / 1_000);
    await sandbox[Symbol.asyncDispose]();
    // A signal that asks would have been another one, ten seconds earlier.
    expect(await signalsOf(sandbox.id, since)).toEqual(["9"]);
    await expect(docker.getContainer(sandbox.id).inspect()).rejects.toMatchObject({ statusCode: 404 });
    await expect(docker.getVolume(volume!).inspect()).rejects.toMatchObject({ statusCode: 404 });
  });

  test("a paused container is removed as well", async () => {
    const sandbox = await create();
    await sandbox.freeze();
    await sandbox[Symbol.asyncDispose]();
    await expect(docker.getContainer(sandbox.id).inspect()).rejects.toMatchObject({ statusCode: 404 });
  });

  test("a container that is paused just as a command is started can still be removed", async () => {
    for (let round = 0; round < 4; round += 1) {
      const sandbox = await create();
      await sandbox.spawn(["cat"]);
      await sandbox.freeze();
      const startedAt = performance.now();
      await sandbox[Symbol.asyncDispose]();
      expect(performance.now() - startedAt).toBeLessThan(20_000);
      await expect(docker.getContainer(sandbox.id).inspect()).rejects.toMatchObject({ statusCode: 404 });
    }
  });

  test("files that are put on a read-only root are visible inside, belong to the agent, and are seen from outside again", async () => {
    await using sandbox = await create();
    await sandbox.writeFiles([{ path: "deep/er/file.txt", content: bytes("put") }]);
    expect(
      await output(
        sandbox,
        "stat -c '%U %a' . deep deep/er deep/er/file.txt; cat deep/er/file.txt; touch /x",
      ),
    ).toBe("agent 755\nagent 755\nagent 755\nagent 644\nputtouch: cannot touch '/x': Read-only file system");
    await sh(sandbox, "echo mine > deep/er/own.txt");
    const limits = { files: 10, archiveSizeBytes: MIB };
    const { tar } = await sanitizeArchive(await sandbox.freeze(), { prefix: "app/", limits });
    expect((await readArchive(tar)).map(({ path }) => path)).toEqual(["deep/er/file.txt", "deep/er/own.txt"]);
  });

  test("what is mounted for scratch may hold programs, no devices and no setuid, and has modes of its own", async () => {
    await using sandbox = await create();
    const script = `for folder in /tmp /home/agent /app; do
      printf '#!/bin/sh\\necho ran' > $folder/program; chmod +x $folder/program; $folder/program; done
      stat -c '%n %U %a' /tmp /home/agent /app /run; grep -E ' /(tmp|home/agent|app|run) ' /proc/mounts`;
    const lines = (await output(sandbox, script)).split("\n");
    expect(lines.slice(0, 7)).toEqual([
      "ran",
      "ran",
      "ran",
      "/tmp root 1777",
      "/home/agent agent 755",
      "/app agent 755",
      "/run agent 755",
    ]);
    for (const line of lines.slice(7)) expect(line).toMatch(/nosuid,nodev.*size=\d+k,nr_inodes=\d+/);
  });

  test("an exec whose connection is given up is killed all the same", async () => {
    await using sandbox = await create();
    const process = await sandbox.spawn(["sleep", "1234"]);
    process.stdio.destroy();
    await process[Symbol.asyncDispose]();
    expect(await process.exited).toEqual({ exitCode: 137 });
    expect(await output(sandbox, "cat /proc/[0-9]*/cmdline | tr '\\0' ' ' | grep -c '[s]leep 1234'")).toBe(
      "0",
    );
  });

  test("a command that ran out of memory is told apart from one that was killed, by the same exit code", async () => {
    await using sandbox = await create({ limits: { memoryBytes: 128 * MIB, diskBytes: 16 * MIB } });
    const hog = "const all = []; for (;;) all.push(Buffer.alloc(8e6, 1))";
    expect(await sandbox.exec(["node", "-e", hog], { timeoutMs: 600_000 })).toMatchObject({
      end: "memory",
      exitCode: 137,
    });
    expect(await sh(sandbox, "kill -9 $$")).toMatchObject({ end: "exited", exitCode: 137 });
    expect(await sh(sandbox, "sleep 60", { timeoutMs: 500 })).toMatchObject({
      end: "timeout",
      exitCode: null,
    });
    expect(await sh(sandbox, "exit 137")).toMatchObject({ end: "exited", exitCode: 137 });
    expect(await sandbox.death()).toBeNull();
  });

  test("a command that closes its output and goes on has not ended", async () => {
    await using sandbox = await create();
    const { durationMs, exitCode } = await sh(sandbox, "exec >&- 2>&-; sleep 1.5; exit 5");
    expect([exitCode, durationMs > 1_400]).toEqual([5, true]);
  });

  test("a planted link leads neither a later write nor a read anywhere", async () => {
    await using sandbox = await create();
    const plant =
      "mkdir /tmp/outside; echo secret > /tmp/outside/secret; ln -s /tmp/outside folder; ln -s /tmp/outside/secret file; mkdir full; touch full/x";
    await sh(sandbox, plant);
    expect(await sandbox.readFile("file", 100)).toBeNull();
    await sandbox.writeAsAgent([
      { path: "folder/new", content: bytes("new") },
      { path: "file", content: bytes("new") },
      { path: "full", content: bytes("new") },
    ]);
    expect(
      await output(sandbox, "ls /tmp/outside; cat /tmp/outside/secret; stat -c %F folder file full"),
    ).toBe("secret\nsecret\ndirectory\nregular file\nregular file");
    // Not even by the agent's own rights can the mount point be replaced.
    expect((await sh(sandbox, "rmdir /app || mv /app /tmp/x || ln -sfn /etc /app")).exitCode).toBe(0);
    expect(await output(sandbox, "test -L /app || echo no link")).toBe("no link");
  });

  test("root inside reads no file for the agent", async () => {
    await using sandbox = await create();
    expect(await sandbox.readFile("/etc/shadow", 10_000)).toBeNull();
    expect(await sandbox.readFile("/proc/1/environ", 10_000)).toBeNull();
    expect(text(await sandbox.readFile("/etc/passwd", 10_000))).toContain("agent:x:10001");
  });

  test("closing the input of a process leaves its output open", async () => {
    await using sandbox = await create();
    await using process = await sandbox.spawn(["sh", "-c", "wc -c; sleep 2; echo late"]);
    process.stdio.write(Buffer.alloc(5_000_000));
    process.stdio.end();
    let seen = "";
    for await (const chunk of process.stdio) seen += text(chunk);
    expect(seen).toBe("5000000\nlate\n");
  });

  test("a container that was killed or removed from outside is lost, not dead", async () => {
    for (const end of ["kill", "remove"] as const) {
      await using sandbox = await create();
      const running = sandbox.exec(["sleep", "60"]).catch((error: unknown) => error);
      await using process = await sandbox.spawn(["sleep", "60"]);
      const exited = process.exited.catch((error: unknown) => error);
      await sleep(500);
      const container = docker.getContainer(sandbox.id);
      await (end === "kill" ? container.kill() : container.remove({ force: true, v: true }));
      const lost = { kind: "infra", code: "sandbox-lost" };
      expect(await running).toMatchObject(lost);
      expect(await exited).toMatchObject(lost);
      await expect(sandbox.exec(["true"])).rejects.toMatchObject(lost);
      await expect(sandbox.readFile("a", 1)).rejects.toMatchObject(lost);
      await expect(sandbox.freeze()).rejects.toMatchObject(lost);
      expect(await sandbox.death()).toBeNull();
    }
  });

  test("nothing keeps the process alive once everything is disposed", async () => {
    const script = fileURLToPath(new URL("./short-life.ts", import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [script]);
    const { endedAt } = JSON.parse(stdout) as { endedAt: number };
    // Connections that are kept alive would hold it for five seconds.
    expect(Date.now() - endedAt).toBeLessThan(4_500);
  });
});

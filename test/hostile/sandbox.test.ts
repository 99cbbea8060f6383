import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { sanitizeArchive } from "../../src/sandbox/archive/sanitize.ts";
import { describeDocker } from "../support/needs.ts";
import { output, sh, text, useDockerProvider } from "../sandbox/docker/docker-sandbox.ts";

const MIB = 1024 ** 2;
const limits = { files: 100_000, archiveSizeBytes: 500_000_000 };
const collect = (content: AsyncIterable<Uint8Array>) => sanitizeArchive(content, { prefix: "app/", limits });

describeDocker("an agent that uses up", () => {
  const { create, docker } = useDockerProvider();

  test("processes, by a fork bomb: it is stopped, told, and what it left is collected", async () => {
    await using sandbox = await create({ limits: { processes: 64 } });
    await using neighbour = await create();
    await sh(sandbox, "echo kept > kept");
    // Every member of it makes two more, for ever, and dies only by a signal.
    const bomb = "bomb() { while :; do bomb & done; }; bomb";
    const outcome = await sandbox
      .exec(["bash", "-c", bomb], { timeoutMs: 3_000, maxOutputBytes: 10_000 })
      .then(
        ({ end }) => end,
        (error: { death?: string }) => error.death,
      );
    expect(["timeout", "processes", "exited"]).toContain(outcome);
    expect(await sh(neighbour, "for i in 1 2 3 4 5 6 7 8; do true & done; wait; echo fine")).toMatchObject({
      exitCode: 0,
    });
    expect((await collect(await sandbox.freeze())).files).toBe(1);
  });

  test("processes, by ones that stay: the next command says that there is no room, as the agent's doing", async () => {
    await using sandbox = await create({ limits: { processes: 32 } });
    const fill = `import os, time
while True:
    try:
        if os.fork() == 0: time.sleep(60)
    except OSError: time.sleep(0.005)`;
    await using filler = await sandbox.spawn(["python3", "-c", fill]);
    const refusal = () => sandbox.exec(["true"]).catch((error: unknown) => error);
    await expect.poll(refusal).toMatchObject({ kind: "sandbox-death", death: "processes" });
    expect((await collect(await sandbox.freeze())).files).toBe(0);
    void filler;
  });

  test("memory, in a command: the command's end says so", async () => {
    await using sandbox = await create({ limits: { memoryBytes: 96 * MIB, diskBytes: 16 * MIB } });
    const result = await sandbox.exec(["python3", "-c", "x = bytearray(10**9)"], { timeoutMs: 600_000 });
    expect(result).toMatchObject({ end: "memory" });
    expect(await sandbox.exec(["true"])).toMatchObject({ exitCode: 0 });
  });

  test("memory, by files in memory until nothing can be freed: a death by memory, or an end by it", async () => {
    await using sandbox = await create({ limits: { memoryBytes: 64 * MIB, diskBytes: 16 * MIB } });
    const fill =
      "cat /dev/zero > /tmp/a; cat /dev/zero > /dev/shm/b; cat /dev/zero > /home/agent/c; head -c 100M /dev/zero | tail";
    const outcome = await sh(sandbox, fill, { timeoutMs: 600_000 }).then(
      ({ end }) => end,
      (error: { death?: string }) => error.death,
    );
    expect(outcome).toBe("memory");
  });

  test("the workspace's disk: a full disk is an error inside, and is collected", async () => {
    await using sandbox = await create({ limits: { diskBytes: 8 * MIB } });
    const said = await output(sandbox, "cat /dev/zero > big; stat -c %s big");
    expect(said).toContain("No space left on device");
    expect((await collect(await sandbox.freeze())).bytes).toBe(8 * MIB);
  });

  test("inodes, by a million files", async () => {
    await using sandbox = await create({ limits: { files: 100 } });
    const script = `import os
try:
    for i in range(1000000): os.close(os.open(f"f{i}", os.O_CREAT))
except OSError as error: print(error.strerror, i < 200000)`;
    const { stdout } = await sandbox.exec(["python3", "-c", script], { timeoutMs: 600_000 });
    expect(text(stdout)).toBe("No space left on device True\n");
    await expect(
      sanitizeArchive(await sandbox.freeze(), {
        prefix: "app/",
        limits: { files: 100, archiveSizeBytes: 1e6 },
      }),
    ).rejects.toMatchObject({ reason: "too-many-entries" });
  });

  test("a sparse file of a terabyte, descriptors, and folders a hundred thousand deep", async () => {
    await using sandbox = await create();
    expect(await output(sandbox, "truncate -s 1T sparse; echo $?")).toContain("File");
    const open = `import os
try:
    while True: os.open("/dev/null", os.O_RDONLY)
except OSError as error: print(error.strerror)`;
    expect(text((await sandbox.exec(["python3", "-c", open])).stdout)).toBe("Too many open files\n");
    const dig = `import os
try:
    for i in range(100000):
        os.mkdir("d"); os.chdir("d")
except OSError as error: print(error.strerror)`;
    await sandbox.exec(["python3", "-c", dig], { timeoutMs: 600_000 });
    await expect(collect(await sandbox.freeze())).rejects.toMatchObject({ kind: "workspace-rejected" });
  });

  test("processors: it gets its share and no more, so that no neighbour is slowed beyond it", async () => {
    await using sandbox = await create({ limits: { cpus: 0.5 } });
    await using spin = await sandbox.spawn([
      "sh",
      "-c",
      "for i in 1 2 3 4 5 6 7 8; do while :; do :; done & done; wait",
    ]);
    const readCpuMs = async (): Promise<number> => {
      const stats = await docker.getContainer(sandbox.id).stats({ stream: false });
      return stats.cpu_stats.cpu_usage.total_usage / 1e6;
    };
    const [before, startedAt] = [await readCpuMs(), performance.now()];
    await sleep(2_000);
    const [after, wallMs] = [await readCpuMs(), performance.now() - startedAt];
    expect((after - before) / wallMs).toBeLessThan(0.65);
    void spin;
  });

  test("output: without end, in one line, or of no text at all", async () => {
    await using sandbox = await create();
    expect(await sh(sandbox, "cat /dev/urandom", { maxOutputBytes: 200_000 })).toMatchObject({
      end: "output-limit",
    });
    const line = await sh(sandbox, "head -c 10000000 /dev/zero | tr '\\0' x", { maxOutputBytes: 1_100_000 });
    expect(line).toMatchObject({ end: "exited", exitCode: 0, truncated: true });
    expect(line.stdout.byteLength).toBe(1_100_000);
    await using flood = await sandbox.spawn(["cat", "/dev/zero"]);
    const before = process.memoryUsage().rss;
    // Nobody reads: back-pressure stops it.
    await sleep(1_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
    void flood;
  });
});

describeDocker("an agent that kills", () => {
  const { create, docker } = useDockerProvider();

  test("everything it can, ends its own command alone: neither the sandbox nor the forwarder", async () => {
    await using sandbox = await create();
    await using forwarder = await sandbox.spawn(["cat"], { user: "forwarder" });
    const result = await sh(
      sandbox,
      "kill -9 -1; kill -9 1; kill -9 7; for p in $(ls /proc | grep '^[0-9]'); do kill -9 $p 2>/dev/null; done; exit 0",
    );
    expect(result.end).toBe("exited");
    forwarder.stdio.write("still here");
    for await (const chunk of forwarder.stdio) {
      expect(text(chunk)).toBe("still here");
      break;
    }
    expect(await sandbox.exec(["true"])).toMatchObject({ exitCode: 0 });
  });

  test("cannot write to, stop or look into the forwarder", async () => {
    await using sandbox = await create();
    await using forwarder = await sandbox.spawn(["sh", "-c", "SECRET=x cat; exit 9"], { user: "forwarder" });
    const script = `for p in $(pgrep -U 10002); do
      kill -STOP $p; echo forged > /proc/$p/fd/1; cat /proc/$p/environ; ls /proc/$p/fd; cat /proc/$p/mem; done 2>&1 | grep -v -i -e 'denied' -e 'not permitted'`;
    expect(await output(sandbox, script)).toBe("");
    forwarder.stdio.end();
    let seen = "";
    for await (const chunk of forwarder.stdio) seen += text(chunk);
    expect(seen).toBe("");
    expect(await forwarder.exited).toEqual({ exitCode: 9 });
  });

  test("leaves a daemon behind, which dies with the sandbox", async () => {
    const sandbox = await create();
    await sh(sandbox, "setsid -f sh -c 'trap \"\" TERM HUP; exec sleep 4321'; sleep 0.2");
    const { Processes } = (await docker.getContainer(sandbox.id).top()) as { Processes: string[][] };
    const daemon = Processes.find((row) => row.join(" ").includes("sleep 4321"));
    expect(daemon).toBeDefined();
    await sandbox[Symbol.asyncDispose]();
    const pid = Number(daemon![1]);
    expect(() => process.kill(pid, 0)).toThrow("ESRCH");
  });

  test("stops itself, and the deadline ends it all the same", async () => {
    await using sandbox = await create();
    expect(await sh(sandbox, "kill -STOP 0 $$ -1", { timeoutMs: 1_000 })).toMatchObject({ end: "timeout" });
    expect(await sandbox.exec(["true"])).toMatchObject({ exitCode: 0 });
  });
});

import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Sandbox } from "../../src/core/sandbox.ts";
import { describeDocker } from "../support/needs.ts";
import { output, sh, text, useDockerProvider } from "../sandbox/docker/docker-sandbox.ts";

/** Makes a system call by its number (of this machine's architecture) and prints the error's name, or `allowed`. */
const SYSCALL = `
import ctypes, errno, platform, sys
libc = ctypes.CDLL(None, use_errno=True)
x86 = platform.machine() == "x86_64"
numbers = {"mount": (165, 40), "umount2": (166, 39), "unshare": (272, 97), "setns": (308, 268), "ptrace": (101, 117), "bpf": (321, 280),
  "userfaultfd": (323, 282), "keyctl": (250, 219), "add_key": (248, 217), "perf_event_open": (298, 241), "io_uring_setup": (425, 425),
  "kexec_load": (246, 104), "init_module": (175, 105), "reboot": (169, 142), "settimeofday": (164, 170), "process_vm_readv": (310, 270),
  "open_by_handle_at": (304, 265), "pivot_root": (155, 41), "chroot": (161, 51), "swapon": (167, 224), "fsopen": (430, 430),
  "clone3": (435, 435), "quotactl": (179, 60), "acct": (163, 89), "syslog": (103, 116), "personality": (135, 92)}
def call(name, *args):
    ctypes.set_errno(0)
    result = libc.syscall(ctypes.c_long(numbers[name][0 if x86 else 1]), *[ctypes.c_long(a) for a in args])
    return "allowed" if result >= 0 else errno.errorcode[ctypes.get_errno()]
`;

describeDocker("an agent that wants out", () => {
  const { create, docker } = useDockerProvider();
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await create();
  });
  afterAll(() => sandbox[Symbol.asyncDispose]());

  const python = async (script: string): Promise<string> => {
    const { stdout, stderr } = await sandbox.exec(["python3", "-c", script], { timeoutMs: 600_000 });
    return `${text(stdout)}${text(stderr)}`.trim();
  };

  test("is refused every system call that reaches beyond its sandbox", async () => {
    const names =
      "mount umount2 setns ptrace bpf userfaultfd keyctl add_key perf_event_open io_uring_setup kexec_load init_module reboot settimeofday process_vm_readv open_by_handle_at pivot_root chroot swapon fsopen quotactl acct syslog".split(
        " ",
      );
    const script = `${SYSCALL}\nprint({name: call(name, 0, 0, 0, 0, 0) for name in ${JSON.stringify(names)}})`;
    const answers = JSON.parse((await python(script)).replaceAll("'", '"')) as Record<string, string>;
    expect(answers).toEqual(Object.fromEntries(names.map((name) => [name, "EPERM"])));
  });

  test("gets no namespace: not by unshare, not by clone, not by clone3, whose flags no filter sees", async () => {
    const flags = [0x10000000, 0x20000, 0x40000000, 0x20000000, 0x08000000, 0x04000000, 0x02000000, 0x80];
    expect(
      await python(
        `${SYSCALL}\nprint({call("unshare", flag) for flag in ${JSON.stringify(flags)}}, call("clone3", 0, 0))`,
      ),
    ).toBe("{'EPERM'} ENOSYS");
    const clone = `${SYSCALL}\nnumbers["clone"] = (56, 220)\nprint({call("clone", flag | 17, 0, 0, 0, 0) for flag in ${JSON.stringify(flags.slice(0, -1))}})`;
    expect(await python(clone)).toBe("{'EPERM'}");
    expect((await sh(sandbox, "unshare -Ur true")).exitCode).not.toBe(0);
  });

  test("cannot turn address randomisation off", async () => {
    expect(
      await python(`${SYSCALL}\nprint(call("personality", 0x0040000), call("personality", 0xffffffff))`),
    ).toBe("EPERM allowed");
  });

  test("gets sockets of the ordinary families alone", async () => {
    const script = `import socket
def can(family, kind=socket.SOCK_STREAM, protocol=0):
    try:
        socket.socket(family, kind, protocol).close()
        return "yes"
    except OSError as error: return error.strerror
print("inet", can(2), can(10), "unix", can(1), "netlink", can(16, socket.SOCK_RAW))
print({can(family, kind) for family in (40, 38, 17, 29, 31, 44) for kind in (1, 3, 5)})
print({can(2, socket.SOCK_RAW, protocol) for protocol in (1, 255)})
${SYSCALL}
numbers["socket"] = (41, 198)
print(call("socket", 40 + 2**32, 1, 0), call("socket", 2 + 2**32, 3, 1))`;
    const lines = (await python(script)).split("\n");
    expect(lines[0]).toBe("inet yes yes unix yes netlink yes");
    expect(lines[1]).toBe("{'Operation not permitted'}");
    expect(lines[2]).toBe("{'Operation not permitted'}");
    // The kernel takes the lower half of the argument, and a filter could be deceived by the upper.
    expect(lines[3]).toBe("EPERM EPERM");
  });

  test("has no capability, and no program raises its rights", async () => {
    const status = await output(
      sandbox,
      "grep -E '^(Cap|NoNewPrivs|Seccomp:)' /proc/self/status /proc/1/status",
    );
    expect(status.match(/Cap\w+:\t0000000000000000/g)).toHaveLength(10);
    expect(status.match(/NoNewPrivs:\t1/g)).toHaveLength(2);
    expect(status.match(/Seccomp:\t2/g)).toHaveLength(2);
    expect(
      await output(
        sandbox,
        "find / -xdev -perm /6000 -type f 2>/dev/null; cp /bin/sh /tmp/s && chmod 4755 /tmp/s && /tmp/s -p -c 'id -u; id -ru'",
      ),
    ).toBe("10001\n10001");
    expect(
      await output(
        sandbox,
        "mknod /tmp/disk b 254 0; mknod /tmp/mem c 1 1; ls /tmp/disk /tmp/mem 2>/dev/null",
      ),
    ).not.toContain("/tmp/disk\n");
  });

  test("cannot write to the system, its cgroup, or the kernel's switches", async () => {
    const targets =
      "/usr/bin/x /etc/passwd /opt/buildoff/forwarder.mjs /usr/local/bin/node /proc/sysrq-trigger /proc/sys/kernel/core_pattern /sys/fs/cgroup/memory/memory.limit_in_bytes /sys/fs/cgroup/memory.max /sys/fs/cgroup/x /dev/x /proc/1/oom_score_adj /proc/sys/kernel/hostname";
    const script = `for target in ${targets}; do (echo 1 > $target) 2>/dev/null && echo $target; done; (echo -1000 > /proc/self/oom_score_adj) 2>/dev/null && echo oom; true`;
    expect(await output(sandbox, script)).toBe("");
  });

  test("does not find the engine's socket, the environment of PID 1, or anybody's files", async () => {
    const script =
      "ls /var/run/docker.sock /run/docker.sock /run/containerd /host 2>/dev/null; cat /proc/1/environ /proc/1/maps /proc/kcore /proc/keys 2>/dev/null; ls /proc/1/root/ /proc/1/cwd/ 2>/dev/null; ls /root 2>/dev/null; cat /etc/shadow 2>/dev/null";
    expect(await output(sandbox, script)).toBe("");
    const { stdout } = await sandbox.exec(["cat", "/proc/self/mountinfo"]);
    const home = process.env["HOME"] ?? "/root";
    expect(text(stdout)).not.toContain(` ${home}/.`);
    const names = Object.keys(process.env).filter((name) => /KEY|TOKEN|SECRET|PROXY/i.test(name));
    const seen = await output(sandbox, "env");
    for (const name of names) expect(seen).not.toContain(`${name}=`);
  });

  test("reaches no network: no interface, no route, no name, no address, no neighbour", async () => {
    await using neighbour = await create();
    await using listener = await neighbour.spawn([
      "node",
      "-e",
      "require('net').createServer((s) => s.end('hello')).listen(3000, '0.0.0.0', () => console.log('up'))",
    ]);
    for await (const _ of listener.stdio) break;
    expect(
      await output(
        sandbox,
        "tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' '; tail -n +2 /proc/net/route; cat /etc/resolv.conf | grep -c nameserver | grep -v 0; true",
      ),
    ).toMatch(/^lo\b/);
    for (const target of [
      "1.1.1.1:80",
      "169.254.169.254:80",
      "172.17.0.1:80",
      "127.0.0.1:3000",
      "[::1]:3000",
    ]) {
      const { exitCode } = await sh(sandbox, `curl -sS -m 3 http://${target}/`);
      expect([target, exitCode]).not.toEqual([target, 0]);
    }
    expect((await sh(sandbox, "getent hosts example.com")).exitCode).not.toBe(0);
    // Abstract sockets are of the network namespace, and it has its own.
    expect((await output(sandbox, "grep -c @ /proc/net/unix")).trim()).toBe("0");
  });

  test("sees no process, file or shared memory of another sandbox", async () => {
    await using other = await create();
    await sh(
      other,
      "echo theirs > /tmp/theirs; echo theirs > /dev/shm/theirs; setsid -f sleep 9876; ipcmk -M 1024",
    );
    expect(
      await output(
        sandbox,
        "ls /tmp/theirs /dev/shm/theirs 2>/dev/null; cat /proc/[0-9]*/cmdline | tr '\\0' ' ' | grep '[9]876'; ipcs -m | grep -c 0x | grep -v '^0'",
      ),
    ).toBe("");
  });

  test("is a container as it was asked for", async () => {
    const { Config, HostConfig, Mounts } = await docker.getContainer(sandbox.id).inspect();
    expect(HostConfig).toMatchObject({
      NetworkMode: "none",
      IpcMode: "private",
      CgroupnsMode: "private",
      Privileged: false,
      CapDrop: ["ALL"],
      ReadonlyRootfs: true,
      Init: true,
      PidsLimit: 512,
      LogConfig: { Type: "none" },
      RestartPolicy: { Name: "no" },
      Binds: null,
    });
    expect(HostConfig.NanoCpus).toBeGreaterThan(0);
    expect((HostConfig.Ulimits as { Name: string }[]).map(({ Name }) => Name).toSorted()).toEqual([
      "core",
      "fsize",
      "nofile",
    ]);
    expect(Mounts).toMatchObject([{ Type: "volume", Driver: "local", Destination: "/app" }]);
    expect(
      Object.keys(Config.Labels)
        .filter((name) => name.startsWith("buildoff."))
        .toSorted(),
    ).toEqual(
      expect.arrayContaining(
        ["deadline", "harness", "owner", "role", "run", "trial", "try"].map((name) => `buildoff.${name}`),
      ),
    );
    const profile = JSON.parse(
      await readFile(new URL("../../sandboxes/seccomp/agent.json", import.meta.url), "utf8"),
    ) as unknown;
    const option = (HostConfig.SecurityOpt as string[]).find((text) => text.startsWith("seccomp="));
    expect(JSON.parse(option!.slice("seccomp=".length))).toEqual(profile);
  });
});

describeDocker("the checker's sandbox", () => {
  const { create } = useDockerProvider();

  test("has a browser that confines its renderers itself, and as little else as any other", async () => {
    await using app = await create({ role: "app" });
    await using checker = await create({ role: "checker", joins: app });
    expect(checker.browser).toMatchObject({ chromiumSandbox: true });
    const script =
      "grep -E '^(CapEff|NoNewPrivs|Seccomp:)' /proc/self/status; id -u; tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' '";
    expect(await output(checker, script)).toMatch(
      /^CapEff:\t0{16}\nNoNewPrivs:\t1\nSeccomp:\t2\n10003\nlo\b/,
    );
    expect((await sh(checker, "echo x > /usr/x || mount -t tmpfs none /mnt")).exitCode).not.toBe(0);
  });
});

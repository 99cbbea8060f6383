import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import Docker from "dockerode";
import { pack } from "tar-stream";

/** An engine of the test's own, which may be killed. Whoever started it disposes it. */
export interface PrivateEngine extends AsyncDisposable {
  readonly docker: Docker;
  /** Digest of an image that has what a sandbox needs to run commands, and no more. */
  readonly image: string;
  readonly kill: () => Promise<void>;
}

const GROUP = `buildoff-test-engine-${process.pid}`;
const PROGRAMS = ["/bin/sh", "/bin/sleep", "/bin/cat", "/usr/bin/env", "/usr/bin/timeout", "/usr/bin/head"];

/** Why no engine can be started beside the machine's own, or null. It must have namespaces to itself: else it would take the machine's bridge away. */
export function findObstacle(): string | null {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return "a second engine needs root on Linux";
  try {
    execFileSync("unshare", ["-m", "-n", "-p", "-f", "true"], { stdio: "pipe" });
    execFileSync("dockerd", ["--version"], { stdio: "pipe" });
    return null;
  } catch (error) {
    return `a second engine needs unshare and dockerd: ${(error as Error).message.split("\n")[0]}`;
  }
}

export async function startPrivateEngine(): Promise<PrivateEngine> {
  const folder = await mkdtemp(join(tmpdir(), "buildoff-engine-"));
  const socketPath = join(folder, "docker.sock");
  const flags = [
    `--data-root=${folder}/data`,
    `--exec-root=${folder}/exec`,
    `--pidfile=${folder}/docker.pid`,
    `--host=unix://${socketPath}`,
    "--bridge=none",
    "--iptables=false",
    "--ip6tables=false",
    `--cgroup-parent=/${GROUP}`,
  ];
  // /run is covered, so that it does not find the machine's containerd.
  const script = `mount -t tmpfs none /run && exec dockerd ${flags.join(" ")} > ${folder}/log 2>&1`;
  const unshare = ["-m", "-n", "-p", "-f", "--mount-proc", "--kill-child", "sh", "-c", script];
  const engine = spawn("unshare", unshare, { stdio: "ignore" });
  const kill = () => end(engine);
  const dispose = async (): Promise<void> => {
    await kill();
    removeGroups();
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  try {
    const docker = new Docker({ socketPath });
    await waitUntilUp(docker, engine, folder);
    return { docker, image: await importImage(docker), kill, [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** Ends the namespace with everything in it, containers too: its first process cannot be outlived. */
async function end(engine: ChildProcess): Promise<void> {
  if (engine.exitCode !== null || engine.signalCode !== null) return;
  engine.kill("SIGKILL");
  await once(engine, "exit");
}

/** A killed engine leaves its control groups behind, empty. */
function removeGroups(): void {
  const script = `for group in $(find /sys/fs/cgroup -maxdepth 2 -name ${GROUP}); do find "$group" -depth -type d -exec rmdir {} +; done`;
  execFileSync("sh", ["-c", script], { stdio: "ignore" });
}

async function waitUntilUp(docker: Docker, engine: ChildProcess, folder: string): Promise<void> {
  for (let tries = 0; tries < 300 && engine.exitCode === null; tries += 1) {
    const isUp = await docker.ping().then(
      () => true,
      () => false,
    );
    if (isUp) return;
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
  }
  throw new Error(
    `the private engine did not start: ${(await readFile(join(folder, "log"), "utf8")).slice(-2000)}`,
  );
}

/** An image of this machine's own shell and a few programs, with the libraries that they name. */
async function importImage(docker: Docker): Promise<string> {
  const archive = pack();
  const libraries = PROGRAMS.flatMap((program) => {
    const said = execFileSync("ldd", [program], { encoding: "utf8" });
    return [...said.matchAll(/(\/\S+)/g)].map(([path]) => path);
  });
  for (const path of new Set([...PROGRAMS, ...libraries])) {
    if (existsSync(path)) archive.entry({ name: path.slice(1), mode: 0o755 }, await readFile(path));
  }
  archive.entry({ name: "etc/passwd" }, "root:x:0:0::/:/bin/sh\nagent:x:10001:10001::/home/agent:/bin/sh\n");
  for (const name of ["app", "tmp", "run", "home/agent", "proc", "sys", "dev"]) {
    archive.entry({ name: `${name}/`, type: "directory", mode: 0o755 });
  }
  archive.finalize();
  const options = { repo: "buildoff-test/tiny" };
  // Its types know a callback alone.
  const importImage = docker.importImage.bind(docker) as unknown as (
    file: NodeJS.ReadableStream,
    options: object,
  ) => Promise<NodeJS.ReadableStream>;
  const answer = await importImage(Readable.from(archive, { objectMode: false }), options);
  let said = "";
  for await (const chunk of answer) said += chunk.toString();
  const { Id } = await docker.getImage("buildoff-test/tiny:latest").inspect();
  if (!Id) throw new Error(`no image was imported: ${said}`);
  return Id;
}

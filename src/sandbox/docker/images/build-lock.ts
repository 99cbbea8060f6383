import { mkdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isAlive } from "../../../host/process-identity.ts";
import { ensureCacheFolder } from "../../cache-folder.ts";

const POLL_MS = 500;
const BEAT_MS = 5000;
const STALE_MS = 30_000;

/**
 * Keeps two processes of this machine from building the same image at once. Only saves work: where it fails to keep
 * them apart, both build the same image, which is harmless. `onWait` is called once where somebody else has it.
 */
export async function acquireBuildLock(
  tag: string,
  onWait: () => void,
  signal: AbortSignal,
): Promise<AsyncDisposable> {
  const folder = join(await ensureCacheFolder(), "locks");
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${tag.replaceAll(/[^\w.-]/g, "_")}.lock`);
  let told = false;
  while (!(await take(file))) {
    if (await isStale(file)) {
      await rm(file, { force: true });
      continue;
    }
    if (!told) onWait();
    told = true;
    await sleep(POLL_MS, undefined, { signal });
  }
  const beat = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => {});
  }, BEAT_MS);
  beat.unref();
  return {
    [Symbol.asyncDispose]: async () => {
      clearInterval(beat);
      await rm(file, { force: true });
    },
  };
}

const holder = (): string => `${process.pid} ${hostname()}`;

async function take(file: string): Promise<boolean> {
  try {
    await writeFile(file, holder(), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Stale: not touched for a while, or held by a process of this machine that is gone. */
async function isStale(file: string): Promise<boolean> {
  try {
    const { mtimeMs } = await stat(file);
    if (Date.now() - mtimeMs > STALE_MS) return true;
    const [pid = "", host] = (await readFile(file, "utf8")).split(" ");
    if (host !== hostname() || !/^\d+$/.test(pid)) return false;
    return !isAlive({ pid: Number(pid), bootId: null, startTime: null });
  } catch {
    return false;
  }
}

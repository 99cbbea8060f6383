import { readFile } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { execa } from "execa";

export interface Measured {
  readonly what: string;
  readonly ms: number;
  readonly peakMb: number;
}

/** How often the kernel is asked for the peak so far. */
const INTERVAL_MS = 10;

/** Runs a command to its end. The peak is the kernel's own high-water mark of the process's resident memory (Linux). */
export async function measure(
  what: string,
  program: string,
  args: readonly string[],
  into = "/dev/null",
): Promise<Measured> {
  const started = performance.now();
  const child = execa(program, args, { stdout: { file: into }, stderr: "inherit", buffer: false });
  let peakKb = 0;
  let isOver = false;
  const ended = child.then(() => (isOver = true));
  while (!isOver) {
    const status = await readFile(`/proc/${child.pid}/status`, "utf8").catch(() => "");
    peakKb = Math.max(peakKb, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
    await Promise.race([ended, wait(INTERVAL_MS)]);
  }
  return { what, ms: performance.now() - started, peakMb: peakKb / 1024 };
}

import { readFile } from "node:fs/promises";

/** A process told apart from a later one with the same pid. Members are null where the system does not tell. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly bootId: string | null;
  /** Start time in clock ticks since boot. */
  readonly startTime: string | null;
}

export async function describeProcess(pid: number): Promise<ProcessIdentity> {
  return { pid, bootId: await readBootId(), startTime: await readStartTime(pid) };
}

/** Whether that very process still runs. A different boot or start time means that it does not. */
export async function isAlive(identity: ProcessIdentity): Promise<boolean> {
  const { bootId, startTime } = await describeProcess(identity.pid);
  if (identity.bootId !== null && identity.bootId !== bootId) return false;
  if (identity.startTime !== null) return identity.startTime === startTime;
  try {
    process.kill(identity.pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

async function readBootId(): Promise<string | null> {
  const text = await readFile("/proc/sys/kernel/random/boot_id", "utf8").catch(() => null);
  return text?.trim() ?? null;
}

/** Field 22 of /proc/<pid>/stat, counted after the command's name, which may hold spaces and parentheses. */
async function readStartTime(pid: number): Promise<string | null> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  return text?.slice(text.lastIndexOf(")") + 2).split(" ")[19] ?? null;
}

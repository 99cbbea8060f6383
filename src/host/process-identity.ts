import { createHash } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** A process told apart from a later one with the same pid. Members are null where the system does not tell. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly bootId: string | null;
  /** Start time in clock ticks since boot. */
  readonly startTime: string | null;
}

export const describeProcess = (pid: number): ProcessIdentity => ({
  pid,
  bootId: readBootId(),
  startTime: readStartTime(pid),
});

/** Whether that very process still runs. A different boot or start time means that it does not. */
export function isAlive(identity: ProcessIdentity): boolean {
  const { bootId, startTime } = describeProcess(identity.pid);
  if (identity.bootId !== null && identity.bootId !== bootId) return false;
  if (identity.startTime !== null) return identity.startTime === startTime;
  return hasProcess(identity.pid);
}

/**
 * This process as a label says it: `<host>.<boot>.<pid>.<start>`. An engine may serve several hosts, and process ids
 * mean something only on one of them, in one pid namespace, until it is started again.
 */
export const describeOwner = (): string =>
  [hostToken(), bootToken(), process.pid, startOf(process.pid) ?? "0"].join(".");

/** True only where it is certain: an owner, as a label says it, of this host whose process lives no more. */
export function isOwnerDead(owner: string): boolean {
  const match = /^([0-9a-f]{16})\.([0-9a-f]{16})\.(\d+)\.(\d+)$/.exec(owner);
  if (match === null) return false;
  const [, host, boot, pid, start] = match;
  if (host !== hostToken()) return false;
  return boot !== bootToken() || startOf(Number(pid)) !== start;
}

/** This process as a folder's name says it, in short: `<host>-<pid>-<start>`. */
export const nameOwner = (): string => [shortHostToken(), process.pid, startOf(process.pid) ?? "0"].join("-");

/** As {@link isOwnerDead}, of an owner as a folder's name says it. */
export function isNamedOwnerDead(owner: string): boolean {
  const match = /^([0-9a-f]{8})-(\d+)-(\d+)$/.exec(owner);
  if (match === null) return false;
  const [, host, pid, start] = match;
  return host === shortHostToken() && startOf(Number(pid)) !== start;
}

const toToken = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 16);

/** Process ids mean something on one host and in one pid namespace only. */
const hostToken = (): string => {
  const namespace = attempt(() => readlinkSync("/proc/self/ns/pid")) ?? "";
  return toToken(`${hostname()} ${namespace}`);
};

const shortHostToken = (): string => hostToken().slice(0, 8);

const bootToken = (): string => {
  const bootId = readBootId();
  // Of the kernel's whole line: what older versions have labelled must be recognised.
  return toToken(bootId === null ? "" : `${bootId}\n`);
};

const readBootId = (): string | null =>
  attempt(() => readFileSync("/proc/sys/kernel/random/boot_id", "latin1").trim());

/** When a process started, in the kernel's ticks; `0` where the system does not tell; null where there is none. */
function startOf(pid: number): string | null {
  if (process.platform === "linux") return readStartTime(pid);
  return hasProcess(pid) ? "0" : null;
}

/**
 * Field 22 of /proc/<pid>/stat, counted after the program's name, which may hold spaces and parentheses. One that has
 * ended and that nobody has asked about yet runs no more.
 */
function readStartTime(pid: number): string | null {
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, "latin1"));
  const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ") ?? [];
  return fields[0] === "Z" ? null : (fields[19] ?? null);
}

function hasProcess(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function attempt<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch {
    return null;
  }
}

import { createHash } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/**
 * Who owns a container, as its label says: host, boot, process id, when that process started. An engine may serve
 * several hosts, and process ids mean something only on one of them, in one pid namespace, until it is started again.
 */
export function describeOwner(): string {
  return [hostToken(), bootToken(), process.pid, startOf(process.pid) ?? "0"].join(".");
}

/** True only where it is certain: an owner of this host whose process lives no more. */
export function isOwnerDead(owner: string): boolean {
  const match = /^([0-9a-f]{16})\.([0-9a-f]{16})\.(\d+)\.(\d+)$/.exec(owner);
  if (match === null) return false;
  const [, host, boot, pid, start] = match;
  if (host !== hostToken()) return false;
  return boot !== bootToken() || startOf(Number(pid)) !== start;
}

const toToken = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 16);

const hostToken = (): string => {
  const namespace = attempt(() => readlinkSync("/proc/self/ns/pid")) ?? "";
  return toToken(`${hostname()} ${namespace}`);
};

const bootToken = (): string =>
  toToken(attempt(() => readFileSync("/proc/sys/kernel/random/boot_id", "latin1")) ?? "");

/** When a process started, in the kernel's ticks; `0` where the system does not tell; null where there is none. */
function startOf(pid: number): string | null {
  if (process.platform === "linux") {
    const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, "latin1"));
    // The program's name comes second, in parentheses, and may hold anything.
    return stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
  }
  try {
    process.kill(pid, 0);
    return "0";
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM" ? "0" : null;
  }
}

function attempt<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch {
    return null;
  }
}

import { createHash } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { mkdtemp, readdir } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";

/*
 * A folder of ours carries its owner in its name: `<prefix><host>-<pid>-<start>-<random>`. A name is there from the
 * first moment, and code that runs inside the folder cannot rewrite it, as it could a file.
 */

/** Makes an empty folder, readable by its user alone, that {@link findOrphans} can attribute to this process. */
export const createOwnedFolder = (parent: string, prefix: string): Promise<string> =>
  mkdtemp(join(parent, `${prefix}${hostToken()}-${process.pid}-${startOf(process.pid) ?? "0"}-`));

/** Folders below `parent` whose owner was a process of this machine that lives no more. Empty where `parent` is missing. */
export async function findOrphans(parent: string, prefix: string): Promise<string[]> {
  const names = await readdir(parent).catch(() => []);
  return names.filter((name) => isOrphan(name, prefix)).map((name) => join(parent, name));
}

function isOrphan(name: string, prefix: string): boolean {
  // The prefix may be the end of a longer name, such as that of what is being built.
  const at = name.indexOf(prefix);
  if (at < 0) return false;
  const match = /^([0-9a-f]{8})-(\d+)-(\d+)-[A-Za-z0-9]{6}$/.exec(name.slice(at + prefix.length));
  if (match === null) return false;
  const [, host, pid, start] = match;
  return host === hostToken() && startOf(Number(pid)) !== start;
}

/** Process ids mean something on one host and in one pid namespace only; a shared folder may hold those of others. */
function hostToken(): string {
  const namespace = attempt(() => readlinkSync("/proc/self/ns/pid")) ?? "";
  return createHash("sha256").update(`${hostname()} ${namespace}`).digest("hex").slice(0, 8);
}

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

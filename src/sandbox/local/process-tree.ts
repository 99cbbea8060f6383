import { readdir, readFile, readlink } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";

/** Environment variable by which every process of a sandbox is found again, whatever group or session it moved to. */
export const MARK_VARIABLE = "BUILDOFF_SANDBOX";

/** Which processes: those with the mark, those that work in the folder, and the given process groups. */
export interface ProcessTree {
  /** A whole sandbox (`id.`) or one command of it (`id.7.`); a mark matches all that begin with it. */
  readonly mark: string;
  /** Processes that work below this folder belong too; null where that would take in other commands. */
  readonly folder: string | null;
  /** Ids of process groups, for systems where marks cannot be read. */
  readonly groups: Iterable<number>;
}

const MAX_ROUNDS = 100;

/**
 * Kills until none is left: a process may fork while it is being looked for. Never throws. Off Linux, and for a process
 * that cleared its environment and left the folder, only the process groups are reached.
 */
export async function killTree(tree: ProcessTree): Promise<void> {
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const found = await signalTree(tree, "SIGKILL");
    if (found === 0) return;
    await delay(5);
  }
}

/** Sends the signal to each process once; resolves to how many were found by mark or folder. */
export async function signalTree(tree: ProcessTree, signal: NodeJS.Signals): Promise<number> {
  for (const group of tree.groups) send(-group, signal);
  const pids = await findProcesses(tree);
  for (const pid of pids) send(pid, signal);
  return pids.length;
}

/** Whether a process group has a member. */
export const isGroupAlive = (group: number): boolean => send(-group, 0);

function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    // A negative id is a group on POSIX and nothing on Windows, where only the leader can be ended.
    return process.kill(process.platform === "win32" ? Math.abs(pid) : pid, signal);
  } catch {
    return false;
  }
}

async function findProcesses({ mark, folder }: ProcessTree): Promise<number[]> {
  if (process.platform !== "linux") return [];
  const names = await readdir("/proc");
  const pids = names.filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  const found = await Promise.all(
    pids.map(async (pid) => (await hasMark(pid, mark)) || (folder !== null && (await worksIn(pid, folder)))),
  );
  return pids.filter((_, index) => found[index]).map(Number);
}

async function hasMark(pid: string, mark: string): Promise<boolean> {
  const environment = await readFile(`/proc/${pid}/environ`, "latin1").catch(() => "");
  return `\0${environment}`.includes(`\0${MARK_VARIABLE}=${mark}`);
}

async function worksIn(pid: string, folder: string): Promise<boolean> {
  const workingFolder = await readlink(`/proc/${pid}/cwd`).catch(() => "");
  return `${workingFolder}/`.startsWith(`${folder}/`);
}

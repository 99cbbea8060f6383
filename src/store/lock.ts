import { createHash, randomUUID } from "node:crypto";
import { link, rename, rm, writeFile } from "node:fs/promises";
import { runInUse } from "../core/user-errors.ts";
import { describeProcess, isAlive, type ProcessIdentity } from "../host/process-identity.ts";
import { readRegular } from "./regular-file.ts";

/**
 * Holds a run for this process: two harnesses never write one run. A lock whose owner is dead is taken over.
 * @throws UserError `run-in-use`
 */
export async function lockRun(file: string): Promise<AsyncDisposable> {
  const owner = await take(file);
  if (owner !== null) throw runInUse(file, owner.pid);
  return { [Symbol.asyncDispose]: () => rm(file, { force: true }) };
}

/** Who holds a run now; null where nobody alive does. */
export async function findLockOwner(file: string): Promise<ProcessIdentity | null> {
  const text = await readText(file);
  const owner = text === null ? null : parseOwner(text);
  return owner !== null && isAlive(owner) ? owner : null;
}

/** Makes the file this process's own. Resolves to who has it, or is just taking it over, where that is somebody else. */
async function take(file: string): Promise<ProcessIdentity | null> {
  // A lock is never seen without its owner: it is written elsewhere, and appears whole or not at all.
  const own = `${file}.${randomUUID()}`;
  await writeFile(own, JSON.stringify(describeProcess(process.pid)), { flag: "wx" });
  try {
    while (!(await appear(own, file))) {
      const text = await readText(file);
      if (text === null) continue;
      const owner = parseOwner(text);
      if (owner !== null && isAlive(owner)) return owner;
      const rival = await replaceStale(file, text, own);
      if (rival !== "gone") return rival;
    }
    return null;
  } finally {
    await rm(own, { force: true });
  }
}

/**
 * Puts `own` in the place of a lock of which a dead owner wrote `stale`. No call removes a file on condition that it
 * still is what was read, so whoever replaces a stale lock first holds a lock on doing that; else one of two could
 * remove what the other has just put there. Resolves to null where it was replaced, to who is doing so, or to `gone`.
 */
async function replaceStale(
  file: string,
  stale: string,
  own: string,
): Promise<ProcessIdentity | "gone" | null> {
  const claim = `${file}.${createHash("sha256").update(stale).digest("hex").slice(0, 16)}`;
  const rival = await take(claim);
  if (rival !== null) return rival;
  try {
    if ((await readText(file)) !== stale) return "gone";
    await rename(own, file);
    return null;
  } finally {
    await rm(claim, { force: true });
  }
}

/** Gives a file a second name. Resolves to false where the name is taken. */
async function appear(own: string, file: string): Promise<boolean> {
  try {
    await link(own, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

async function readText(file: string): Promise<string | null> {
  try {
    return (await readRegular(file)).toString("utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

function parseOwner(text: string): ProcessIdentity | null {
  try {
    return JSON.parse(text) as ProcessIdentity | null;
  } catch {
    return null;
  }
}

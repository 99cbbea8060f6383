import { statfs } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { formatSize } from "../core/format.ts";

export interface RoomRequest {
  readonly folder: string;
  readonly minFreeBytes: number;
  readonly note: (line: string) => void;
  /** Ends the waiting. */
  readonly signal: AbortSignal;
  /** What is free where the folder lies; the file system's own word if silent. */
  readonly readFreeBytes?: (folder: string) => Promise<number>;
  /** How often it is looked whether somebody has made room. */
  readonly intervalMs?: number;
}

const INTERVAL_MS = 5_000;

/** Waits while the disk has less left than the run wants: a full disk would break what is under way. */
export function createRoomWatch(request: RoomRequest): () => Promise<void> {
  let waiting: Promise<void> | null = null;
  return async () => {
    if (await hasRoom(request)) return;
    // Many trials wait for the same room: it is told once.
    waiting ??= untilRoom(request).finally(() => (waiting = null));
    await waiting;
  };
}

async function hasRoom(request: RoomRequest): Promise<boolean> {
  return (await readFree(request)) >= request.minFreeBytes;
}

const readFree = ({ folder, readFreeBytes = freeBytes }: RoomRequest): Promise<number> =>
  readFreeBytes(folder);

async function untilRoom(request: RoomRequest): Promise<void> {
  const { minFreeBytes, note, signal, intervalMs = INTERVAL_MS } = request;
  note(
    `paused: ${formatSize(await readFree(request))} are free where runs are kept, and the run wants ${formatSize(minFreeBytes)} (--min-free-disk); \`buildoff prune\` makes room`,
  );
  while (!signal.aborted && !(await hasRoom(request)))
    await wait(intervalMs, undefined, { signal }).catch(() => {});
  if (!signal.aborted) note("there is room again: the run goes on");
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

import { open } from "node:fs/promises";

/** The last lines of a text file. */
export interface Tail {
  readonly lines: readonly string[];
  /** Whether there is more before them. */
  readonly isCut: boolean;
}

const MOST_LINES = 30;
const MOST_BYTES = 16 * 1024;

/** Null where there is no such file. */
export async function readTail(file: string): Promise<Tail | null> {
  const handle = await open(file, "r").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (handle === null) return null;
  try {
    const { size } = await handle.stat();
    const from = Math.max(0, size - MOST_BYTES);
    const bytes = Buffer.alloc(size - from);
    await handle.read(bytes, 0, bytes.length, from);
    const lines = bytes.toString("utf8").trimEnd().split("\n");
    // Of a first line that is cut nobody knows how it began.
    const whole = from === 0 || lines.length === 1 ? lines : lines.slice(1);
    return { lines: whole.slice(-MOST_LINES), isCut: from > 0 || whole.length > MOST_LINES };
  } finally {
    await handle.close();
  }
}

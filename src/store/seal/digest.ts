import { closeSync, constants, openSync, readSync } from "node:fs";
import { createHash, hash, type Hash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { LINE_HASH_CHARACTERS } from "../../core/seal.ts";

export interface FileDigest {
  readonly sizeBytes: number;
  readonly sha256: string;
  /** Short hashes of its lines, one after the other; null where it does not hold a record a line. */
  readonly lines: string | null;
}

const READ_BYTES = 256 * 1024;
/** Others get their turn after so long. */
const SLICE_MS = 25;

/**
 * Makes digests of one file after the other; a link is not followed. Files are read synchronously: a run has very many small
 * ones, and that takes a fraction of the time.
 */
export function createDigester(): (file: string) => Promise<FileDigest> {
  const buffer = Buffer.alloc(READ_BYTES);
  let since = performance.now();
  const giveWay = async (): Promise<void> => {
    if (performance.now() - since < SLICE_MS) return;
    await setImmediate();
    since = performance.now();
  };
  return async (file) => {
    await giveWay();
    const hasher = createFileHasher(file.endsWith(".jsonl"));
    const fd = openSync(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    try {
      for (let count = readSync(fd, buffer); count > 0; count = readSync(fd, buffer)) {
        hasher.add(buffer.subarray(0, count));
        await giveWay();
      }
    } finally {
      closeSync(fd);
    }
    return hasher.end();
  };
}

interface FileHasher {
  readonly add: (chunk: Buffer) => void;
  readonly end: () => FileDigest;
}

function createFileHasher(hasLines: boolean): FileHasher {
  const whole = createHash("sha256");
  const lines = hasLines ? createLineHasher() : null;
  let sizeBytes = 0;
  return {
    add: (chunk) => {
      whole.update(chunk);
      lines?.add(chunk);
      sizeBytes += chunk.length;
    },
    end: () => ({ sizeBytes, sha256: whole.digest("hex"), lines: lines?.end() ?? null }),
  };
}

const LF = 10;

function createLineHasher(): { readonly add: (chunk: Buffer) => void; readonly end: () => string } {
  let hashes = "";
  let begun: Hash | null = null;
  const finish = (rest: Buffer): void => {
    const whole = begun === null ? hash("sha256", rest) : begun.update(rest).digest("hex");
    hashes += whole.slice(0, LINE_HASH_CHARACTERS);
    begun = null;
  };
  return {
    add: (chunk) => {
      let from = 0;
      for (let end = chunk.indexOf(LF); end !== -1; end = chunk.indexOf(LF, from)) {
        finish(chunk.subarray(from, end));
        from = end + 1;
      }
      if (from < chunk.length) begun = (begun ?? createHash("sha256")).update(chunk.subarray(from));
    },
    end: () => {
      if (begun !== null) finish(Buffer.alloc(0));
      return hashes;
    },
  };
}

import { randomUUID } from "node:crypto";
import { mkdir, readdir, rename, rm, rmdir } from "node:fs/promises";
import { dirname } from "node:path";
import { UserError } from "../core/errors.ts";
import { targetNotEmpty, targetNotWritable } from "../core/import-errors.ts";

/**
 * Fills a folder that appears whole or not at all: the work is done in another one beside it.
 * @throws UserError `target-not-empty`, `target-not-writable`, and what the work throws
 */
export async function fillNewFolder<Result>(
  target: string,
  fill: (partial: string) => Promise<Result>,
): Promise<Result> {
  await refuseFilled(target);
  const partial = `${target}.${randomUUID().slice(0, 8)}.partial`;
  try {
    await mkdir(dirname(target), { recursive: true });
    await mkdir(partial);
    const result = await fill(partial);
    // A folder that is there and empty may be the user's own: it is replaced, and one that was filled meanwhile is not.
    await rmdir(target).catch(ignoreMissing);
    await rename(partial, target);
    return result;
  } catch (cause) {
    throw isOfFiles(cause) ? targetNotWritable(target, cause) : cause;
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

async function refuseFilled(target: string): Promise<void> {
  const entries = await readdir(target).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw targetNotWritable(target, error);
  });
  if (entries.length > 0) throw targetNotEmpty(target);
}

const isOfFiles = (error: unknown): boolean =>
  !(error instanceof UserError) &&
  ["EACCES", "EPERM", "EROFS", "ENOSPC", "ENOTDIR", "EEXIST", "ENOTEMPTY"].includes(
    (error as NodeJS.ErrnoException).code ?? "",
  );

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== "ENOENT") throw error;
}

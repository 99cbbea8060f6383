import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { invalidResultFile } from "../core/user-errors.ts";

/** On a pipe, opening would wait for somebody who writes. */
const AT_ONCE = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * Opens a file to be read. A run that was sent may hold a pipe, on which reading waits for ever and keeps the process from
 * ending, or a link to a device that has no end: neither is read.
 * @throws UserError `invalid-result-file` for what is no regular file; the system's own error where it cannot be opened
 */
export async function openRegular(file: string): Promise<FileHandle> {
  const handle = await open(file, AT_ONCE);
  try {
    if ((await handle.stat()).isFile()) return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
  await handle.close();
  throw invalidResultFile(file, "it is no regular file", null);
}

/** A whole file. @throws as `openRegular` */
export async function readRegular(file: string): Promise<Buffer> {
  await using handle = await openRegular(file);
  // Awaited while the file is open: what rejects later would be nobody's to catch.
  return await handle.readFile();
}

/** As `openRegular`; null where the file is not there. */
export async function openIfThere(file: string): Promise<FileHandle | null> {
  try {
    return await openRegular(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

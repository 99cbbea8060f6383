import { constants } from "node:fs";
import { chmod, lstat, open, readdir, readlink } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { type Pack, pack } from "tar-stream";
import { InfraError } from "../../core/errors.ts";

type Status = Awaited<ReturnType<typeof lstat>>;

/**
 * Streams a folder as a raw tar archive whose names start with `app/`: what is there, links and fifos as such, nothing
 * followed. Sockets are left out, as an engine does. Nothing may write to the folder meanwhile.
 */
export async function* packAppFolder(folder: string): AsyncGenerator<Uint8Array> {
  const archive = pack();
  const filling = addPath(archive, folder, "app").then(
    () => archive.finalize(),
    (error: unknown) => archive.destroy(toInfraError(error)),
  );
  try {
    for await (const chunk of archive as AsyncIterable<Uint8Array>) yield chunk;
  } finally {
    archive.destroy();
    await filling;
  }
}

const toInfraError = (cause: unknown): InfraError =>
  new InfraError("engine", "the workspace could not be read", { cause });

async function addPath(archive: Pack, path: string, name: string): Promise<void> {
  const status = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    // A name that is no UTF-8 cannot be opened by the text that it was read as; its name alone gets it rejected.
    if (error.code === "ENOENT" && name.includes("\ufffd")) return null;
    throw error;
  });
  const header = { name, mtime: status?.mtime ?? new Date(0), mode: (status?.mode ?? 0) & 0o7777 };
  if (status === null) await addHeader(archive, { ...header, type: "file" });
  else if (status.isDirectory()) {
    await addHeader(archive, { ...header, name: `${name}/`, type: "directory" });
    await makeReadable(path, status, 0o700);
    for (const child of (await readdir(path)).toSorted()) {
      await addPath(archive, join(path, child), `${name}/${child}`);
    }
  } else if (status.isSymbolicLink()) {
    await addHeader(archive, { ...header, type: "symlink", linkname: await readlink(path) });
  } else if (status.isFile()) {
    await makeReadable(path, status, 0o400);
    await addFile(archive, path, header);
  } else if (!status.isSocket()) {
    await addHeader(archive, { ...header, type: specialType(status) });
  }
}

const specialType = (status: Status): "fifo" | "block-device" | "character-device" => {
  if (status.isFIFO()) return "fifo";
  return status.isBlockDevice() ? "block-device" : "character-device";
};

type EntryHeader = Parameters<Pack["entry"]>[0];

function addHeader(archive: Pack, header: EntryHeader): Promise<void> {
  return new Promise((resolve, reject) => {
    archive.entry({ ...header, size: 0 }, "", (error) => (error ? reject(error) : resolve()));
  });
}

async function addFile(archive: Pack, path: string, header: EntryHeader): Promise<void> {
  await using file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  const { size } = await file.stat();
  if (size === 0) return addHeader(archive, { ...header, type: "file" });
  const sink = archive.entry({ ...header, type: "file", size });
  // A file that shrank makes the sink fail; what a growing one gained is left out.
  await pipeline(
    file.createReadStream({ end: size - 1, autoClose: false }),
    sink as unknown as NodeJS.WritableStream,
  );
}

/** What its owner made unreadable is the owner's to be read. */
async function makeReadable(path: string, status: Status, bits: number): Promise<void> {
  const mode = Number(status.mode);
  if ((mode & bits) !== bits && process.getuid?.() !== 0) await chmod(path, (mode | bits) & 0o7777);
}

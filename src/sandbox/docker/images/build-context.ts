import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Pack, pack } from "tar-stream";
import { type FolderFile, listFiles } from "./folder-files.ts";

/** A folder of the host and where its files go in the context. */
export interface ContextFolder {
  readonly folder: string;
  readonly to: string;
  readonly except: readonly string[];
}

/** All files belong to root and have one date, so that nothing of the host's gets into an image but content and the executable bit. */
const PLAIN = { uid: 0, gid: 0, mtime: new Date(0) };

/** The tar archive that the engine builds from. Reading errors destroy it, which ends the build. */
export function createBuildContext(dockerfile: string, folders: readonly ContextFolder[]): Readable {
  const tar = pack();
  void fill(tar, dockerfile, folders).catch((error: unknown) => {
    tar.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  return Readable.from(tar, { objectMode: false });
}

async function fill(tar: Pack, dockerfile: string, folders: readonly ContextFolder[]): Promise<void> {
  tar.entry({ ...PLAIN, name: "Dockerfile", mode: 0o644 }, dockerfile);
  for (const { folder, to, except } of folders) {
    for (const file of await listFiles(folder, except)) {
      await addFile(tar, file, to === "" ? file.path : `${to}/${file.path}`);
    }
  }
  tar.finalize();
}

async function addFile(tar: Pack, file: FolderFile, name: string): Promise<void> {
  if (file.link !== null) {
    tar.entry({ ...PLAIN, name, type: "symlink", linkname: file.link, mode: 0o777 });
    return;
  }
  const mode = file.executable ? 0o755 : 0o644;
  if (file.sizeBytes === 0) {
    tar.entry({ ...PLAIN, name, mode }, "");
    return;
  }
  const entry = tar.entry({ ...PLAIN, name, mode, size: file.sizeBytes });
  await pipeline(createReadStream(file.absolute), entry);
}

import type { Limits } from "../../core/limits.ts";
import { compressWorkspace, decompressWorkspace, hashCompressed } from "./compression.ts";
import { sanitizeArchive } from "./sanitize.ts";
import { packFiles, readArchive } from "./workspace-files.ts";

/** What `Sandbox.freeze` puts before every name. */
const FROZEN_PREFIX = "app/";
/** The largest archive that is read back from a store: past what any limit of a workspace may sensibly say. */
const MAX_STORED_BYTES = 2 * 1024 ** 3;

/** What a runner does with archives. See {@link sanitizeArchive} for what is refused. */
export const archive = {
  sanitize: (tar: AsyncIterable<Uint8Array>, limits: Limits, signal: AbortSignal) =>
    sanitizeArchive(tar, { prefix: FROZEN_PREFIX, limits, signal }),
  /** As `sanitize`, of what lies below one folder of the workspace. */
  sanitizeFolder: (
    tar: AsyncIterable<Uint8Array>,
    folder: string,
    limits: Parameters<typeof sanitizeArchive>[1]["limits"],
  ) => sanitizeArchive(tar, { prefix: `${FROZEN_PREFIX}${folder}`, isPartOfMore: true, limits }),
  compress: compressWorkspace,
  pack: packFiles,
  readFiles: readArchive,
};

/** How a store keeps archives small. */
export const workspaceCodec = {
  compress: compressWorkspace,
  /** @param maxBytes of what comes out @throws InfraError `store` */
  decompress: (data: Uint8Array, maxBytes = MAX_STORED_BYTES) => decompressWorkspace(data, maxBytes),
  /** sha256 of what a file holds. @throws InfraError `store` */
  hashFile: (file: string) => hashCompressed(file, MAX_STORED_BYTES),
};

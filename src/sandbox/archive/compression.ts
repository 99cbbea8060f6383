import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { InfraError } from "../../core/errors.ts";

/** Compresses a workspace's archive for the store. The same bytes come back, whatever version of zstd wrote them. */
export function compressWorkspace(tar: Uint8Array): Uint8Array {
  return zstdCompressSync(tar, { params: { [constants.ZSTD_c_checksumFlag]: 1 } });
}

/**
 * Reverses {@link compressWorkspace}.
 * @throws InfraError(`store`) where the data is damaged or grows past `maxBytes`; no more than that is ever held.
 */
export function decompressWorkspace(zst: Uint8Array, maxBytes: number): Uint8Array {
  try {
    return zstdDecompressSync(zst, { maxOutputLength: maxBytes });
  } catch (cause) {
    const tooLarge = (cause as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
    const why = tooLarge ? `is larger than ${maxBytes} bytes` : "is damaged";
    throw new InfraError("store", `the stored workspace ${why}`, { cause });
  }
}

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { constants, createZstdDecompress, zstdCompressSync, zstdDecompressSync } from "node:zlib";
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

/**
 * sha256 of the archive that a stored workspace holds, without holding it.
 * @throws InfraError(`store`) where the data is damaged or grows past `maxBytes`
 */
export async function hashCompressed(file: string, maxBytes: number): Promise<string> {
  const hash = createHash("sha256");
  let bytes = 0;
  try {
    await pipeline(
      createReadStream(file),
      createZstdDecompress(),
      async (chunks: AsyncIterable<Buffer>): Promise<void> => {
        for await (const chunk of chunks) {
          bytes += chunk.length;
          if (bytes > maxBytes) throw new RangeError(`larger than ${maxBytes} bytes`);
          hash.update(chunk);
        }
      },
    );
  } catch (cause) {
    const why = cause instanceof RangeError ? `is ${cause.message}` : "is damaged";
    throw new InfraError("store", `the stored workspace ${why}`, { cause });
  }
  return hash.digest("hex");
}

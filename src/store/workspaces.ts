import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { Sha256 } from "../core/hash.ts";
import { lostWorkspace } from "../core/user-errors.ts";
import { writeAtomic } from "./atomic-file.ts";
import { readRegular } from "./regular-file.ts";

/** How workspaces are made small on disk; passed in, because archives are the sandbox folder's business. */
export interface WorkspaceCodec {
  readonly compress: (tar: Uint8Array) => Uint8Array;
  readonly decompress: (data: Uint8Array) => Uint8Array;
}

/** Frozen workspaces by the sha256 of their canonical archive. */
export interface WorkspaceStore {
  readonly put: (hash: string, tar: Uint8Array) => Promise<void>;
  /** @throws UserError `lost-workspace` where it is missing or its bytes no longer give its hash. */
  readonly get: (hash: string) => Promise<Uint8Array>;
}

export function createWorkspaceStore(folder: string, codec: WorkspaceCodec, sha256: Sha256): WorkspaceStore {
  const fileOf = (hash: string) => join(folder, `${hash}.tar.zst`);
  return {
    put: async (hash, tar) => {
      const exists = await stat(fileOf(hash)).then(
        () => true,
        () => false,
      );
      if (!exists) await writeAtomic(fileOf(hash), codec.compress(tar));
    },
    get: async (hash) => {
      const tar = await readRegular(fileOf(hash))
        .then((data) => codec.decompress(data))
        .catch((cause: unknown) => {
          const isGone = (cause as NodeJS.ErrnoException).code === "ENOENT";
          throw lostWorkspace(
            fileOf(hash),
            isGone ? "it is not there (`buildoff prune` removes those of old runs)" : "it cannot be read",
            cause,
          );
        });
      if (sha256(tar) !== hash) throw lostWorkspace(fileOf(hash), "its bytes have changed", null);
      return tar;
    },
  };
}

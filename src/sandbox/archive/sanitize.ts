import { createHash } from "node:crypto";
import { WorkspaceRejectedError } from "../../core/errors.ts";
import { packEntries, type WorkspaceEntry } from "./canonical.ts";
import { addEntry, createCollected, type DroppedCounts } from "./collector.ts";
import { MalformedArchiveError, readEntries } from "./entries.ts";
import { resolveEntries } from "./resolution.ts";

const DEFAULT_TIME_MS = 120_000;
const DEFAULT_MAX_DEPTH = 64;

interface SanitizeOptions {
  /** What every name starts with, such as `app/`; stripped. Empty for an archive that is already canonical. */
  readonly prefix: string;
  /** Whether the archive may hold other things than what is below the prefix, which are left out. */
  readonly isPartOfMore?: boolean;
  readonly limits: {
    /** Entries, folders and links included; what is dropped at the top does not count. */
    readonly files: number;
    /** Bytes of all files together. */
    readonly archiveSizeBytes: number;
    readonly maxDepth?: number;
    readonly timeMs?: number;
  };
  readonly signal?: AbortSignal;
}

export interface SanitizedWorkspace {
  /** The canonical archive: equal workspaces give equal bytes. */
  readonly tar: Uint8Array;
  /** Of `tar`, uncompressed, so that no compressor's version matters. */
  readonly sha256: string;
  readonly files: number;
  readonly bytes: number;
  readonly dropped: DroppedCounts;
  /** What was odd but harmless, one `kind path` each, sorted, names escaped. */
  readonly flags: readonly string[];
}

/**
 * Reads an archive that agent code could shape and keeps its files and empty folders. Set-user-id bits, owners, times and
 * links inside the workspace are lost; node_modules, .git and caches at the top are left out and counted.
 * @throws WorkspaceRejectedError where something would leave the workspace, is no file, or is past a limit; the source's
 * own error where that fails; the signal's reason.
 */
export async function sanitizeArchive(
  tar: AsyncIterable<Uint8Array>,
  { prefix, limits, signal, isPartOfMore = false }: SanitizeOptions,
): Promise<SanitizedWorkspace> {
  const collected = createCollected();
  const caps = {
    prefix,
    isPartOfMore,
    maxEntries: limits.files,
    maxBytes: limits.archiveSizeBytes,
    maxDepth: limits.maxDepth ?? DEFAULT_MAX_DEPTH,
  };
  await collect(tar, (entry) => addEntry(collected, caps, entry), {
    timeMs: limits.timeMs ?? DEFAULT_TIME_MS,
    signal,
  });
  const { entries, dropped, flags } = resolveEntries(collected, caps);
  const canonical = await packEntries(entries);
  return {
    tar: canonical,
    sha256: createHash("sha256").update(canonical).digest("hex"),
    files: entries.filter(({ kind }) => kind === "file").length,
    bytes: sumBytes(entries),
    dropped,
    flags,
  };
}

async function collect(
  tar: AsyncIterable<Uint8Array>,
  add: Parameters<typeof readEntries>[1],
  { timeMs, signal }: { readonly timeMs: number; readonly signal: AbortSignal | undefined },
): Promise<void> {
  const tooSlow = new WorkspaceRejectedError(
    "too-slow",
    "",
    `the workspace could not be read within ${Math.round(timeMs / 1000)} s`,
  );
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(tooSlow), timeMs);
  const startedAt = performance.now();
  try {
    await readEntries(
      tar,
      async (entry) => {
        // A source that is already in memory never lets the timer run.
        if (performance.now() - startedAt > timeMs) throw tooSlow;
        await add(entry);
      },
      AbortSignal.any([deadline.signal, ...(signal === undefined ? [] : [signal])]),
    );
  } catch (error) {
    if (!(error instanceof MalformedArchiveError)) throw error;
    throw new WorkspaceRejectedError("malformed", "", error.message, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

const sumBytes = (entries: readonly WorkspaceEntry[]): number =>
  entries.reduce((sum, entry) => sum + (entry.kind === "file" ? entry.content.byteLength : 0), 0);

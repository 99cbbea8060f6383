import { type Extract, type ExtractEvents, type Header, extract } from "tar-stream";

const BLOCK_BYTES = 512;

/** One entry: what its header claims, and the content that really came. */
export interface ArchiveEntry extends AsyncIterable<Uint8Array> {
  readonly header: Omit<Header, "type" | "linkname"> & {
    /** Null for a type that tar-stream does not know. */
    readonly type: Header["type"] | null;
    readonly linkname: string | null;
  };
}

/** A tar archive is not what it should be: cut off, or no archive at all. Becomes the caller's own kind of error. */
export class MalformedArchiveError extends Error {
  override readonly name = "MalformedArchiveError";
}

/**
 * Feeds a raw tar archive entry by entry to `visit`, which must read each entry's content (or `resume()` it).
 * An archive without its end mark is malformed: a stream that the engine cut between two entries looks whole otherwise.
 * @throws MalformedArchiveError, whatever `visit` threw, the source's own error as it is, or the signal's reason.
 */
export async function readEntries(
  source: AsyncIterable<Uint8Array>,
  visit: (entry: ArchiveEntry) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  signal?.throwIfAborted();
  const parser = extract();
  let parserError: unknown = null;
  parser.on("error", (error) => {
    parserError = error;
  });
  const feed = createFeed(source, parser, signal);
  let contentEnd = 0;
  const consume = async (): Promise<void> => {
    for await (const entry of parser) {
      signal?.throwIfAborted();
      const { size, byteOffset } = entry.header as Header & { readonly byteOffset: number };
      contentEnd = byteOffset + Math.ceil(size / BLOCK_BYTES) * BLOCK_BYTES;
      await visit(toArchiveEntry(entry)).catch((error: unknown) => {
        throw new VisitFailure(error);
      });
    }
  };
  const [fed, consumed] = await Promise.allSettled([feed.run(), consume()]);
  if (fed.status === "rejected") throw fed.reason;
  if (consumed.status === "rejected") {
    const { reason } = consumed;
    const cause = reason instanceof VisitFailure ? reason.cause : reason;
    // A visitor in the middle of an entry sees the parser's error as its own.
    if (reason instanceof VisitFailure && cause !== parserError) throw cause;
    throw new MalformedArchiveError("the archive cannot be read", { cause });
  }
  if (feed.sizeBytes() - contentEnd < 2 * BLOCK_BYTES) {
    throw new MalformedArchiveError("the archive has no end mark: it was cut off");
  }
}

type ParsedEntry = ExtractEvents["entry"][1];

// streamx's streams are iterated as node's are, but its types say less.
const toArchiveEntry = (entry: ParsedEntry): ArchiveEntry => entry as unknown as ArchiveEntry;

/** Marks an error of the visitor, so that it is not taken for one of the archive. */
class VisitFailure extends Error {
  constructor(cause: unknown) {
    super("the visitor failed", { cause });
  }
}

/**
 * Writes the source into the parser. Not a pipeline, because that throws the parser's error into the source, and the two
 * must stay apart: a lost engine is not an agent's broken archive. `run` rejects with the source's error or the signal's
 * reason alone; it ends early, and closes the source, when the parser is done for.
 */
function createFeed(source: AsyncIterable<Uint8Array>, parser: Extract, signal: AbortSignal | undefined) {
  let sizeBytes = 0;
  const run = async (): Promise<void> => {
    const iterator = source[Symbol.asyncIterator]();
    using aborted = createAbortPromise(signal);
    try {
      while (!parser.destroyed) {
        const next = await Promise.race([iterator.next(), aborted.promise]);
        if (next.done === true) {
          parser.end(null);
          return;
        }
        sizeBytes += next.value.byteLength;
        if (!parser.write(next.value)) await drained(parser);
      }
    } catch (error) {
      parser.destroy(error instanceof Error ? error : new Error(String(error)));
      throw error;
    } finally {
      // Not awaited: a source that hangs would hold up the cancel.
      iterator.return?.(undefined).catch(() => {});
    }
  };
  return { run, sizeBytes: () => sizeBytes };
}

function drained(parser: Extract): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      parser.off("drain", done);
      parser.off("close", done);
      resolve();
    };
    parser.on("drain", done);
    parser.on("close", done);
    if (parser.destroyed) done();
  });
}

/** Rejects with the signal's reason; never settles without one. Disposing takes its listener away. */
function createAbortPromise(signal: AbortSignal | undefined) {
  const { promise, reject } = Promise.withResolvers<never>();
  promise.catch(() => {});
  const onAbort = (): void => reject(signal?.reason);
  signal?.addEventListener("abort", onAbort);
  return { promise, [Symbol.dispose]: () => signal?.removeEventListener("abort", onAbort) };
}

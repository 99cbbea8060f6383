/** What was read of a stream so far, its beginning and its end. */
export interface BoundedText {
  readonly text: () => string;
}

/** Reads a stream to its end and keeps at most `maxBytes`: half from the beginning, half from the end. Never throws. */
export function readBounded(stream: AsyncIterable<Uint8Array>, maxBytes: number): BoundedText {
  const half = Math.floor(maxBytes / 2);
  let head = Buffer.alloc(0);
  let tail = Buffer.alloc(0);
  let dropped = 0;
  const keep = (chunk: Buffer): void => {
    const room = Math.max(0, half - head.length);
    head = Buffer.concat([head, chunk.subarray(0, room)]);
    const rest = Buffer.concat([tail, chunk.subarray(room)]);
    dropped += Math.max(0, rest.length - half);
    tail = rest.subarray(Math.max(0, rest.length - half));
  };
  void consume(stream, keep);
  return {
    text: () => {
      const middle = dropped === 0 ? "" : `\n… ${dropped} bytes left out …\n`;
      return `${head.toString("utf8")}${middle}${tail.toString("utf8")}`;
    },
  };
}

async function consume(stream: AsyncIterable<Uint8Array>, keep: (chunk: Buffer) => void): Promise<void> {
  try {
    for await (const chunk of stream) keep(Buffer.from(chunk));
  } catch {
    // The stream of a process that was killed ends with an error; what was read until then is kept.
  }
}

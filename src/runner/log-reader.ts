import { createCappedOutput } from "../host/capped-output.ts";

/** What was read of a stream so far, its beginning and its end. */
export interface BoundedText {
  readonly text: () => string;
}

/** Reads a stream to its end and keeps at most `maxBytes`: half from the beginning, half from the end. Never throws. */
export function readBounded(stream: AsyncIterable<Uint8Array>, maxBytes: number): BoundedText {
  const output = createCappedOutput(maxBytes);
  void consume(stream, output.add);
  return { text: output.text };
}

async function consume(stream: AsyncIterable<Uint8Array>, keep: (chunk: Uint8Array) => void): Promise<void> {
  try {
    for await (const chunk of stream) keep(Buffer.from(chunk));
  } catch {
    // The stream of a process that was killed ends with an error; what was read until then is kept.
  }
}

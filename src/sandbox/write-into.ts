import type { DuplexOptions, Writable } from "node:stream";

/**
 * The writing half of a Duplex in front of another stream. What was written together goes on as one piece, since each costs a call of
 * the system, and with an engine a message. A target that is closed is an end, not an error.
 */
export function writeInto(target: Writable): Required<Pick<DuplexOptions, "write" | "writev" | "final">> {
  const isClosed = (): boolean => target.destroyed || target.writableEnded;
  const write = (bytes: Uint8Array, done: () => void): void => {
    if (isClosed()) done();
    else target.write(bytes, () => done());
  };
  return {
    write: (chunk: Uint8Array, _encoding, done) => write(chunk, done),
    writev: (chunks: readonly { chunk: Uint8Array }[], done) =>
      write(Buffer.concat(chunks.map(({ chunk }) => chunk)), done),
    final: (done) => {
      if (isClosed()) done();
      else target.end(() => done());
    },
  };
}

const HEADER_BYTES = 8;
const STDERR = 2;

/**
 * Takes the engine's multiplexed stream apart. Output is handed on as it comes, not frame by frame: a frame
 * may be of any size.
 */
export function createDemuxer(
  onData: (chunk: Uint8Array, stream: "stdout" | "stderr") => void,
): (chunk: Uint8Array) => void {
  const header = Buffer.alloc(HEADER_BYTES);
  let inHeader = 0;
  let left = 0;
  return (chunk) => {
    let rest = chunk;
    while (rest.byteLength > 0) {
      if (left === 0) {
        const part = rest.subarray(0, HEADER_BYTES - inHeader);
        header.set(part, inHeader);
        inHeader += part.byteLength;
        rest = rest.subarray(part.byteLength);
        if (inHeader < HEADER_BYTES) return;
        inHeader = 0;
        left = header.readUInt32BE(4);
        continue;
      }
      const part = rest.subarray(0, left);
      left -= part.byteLength;
      rest = rest.subarray(part.byteLength);
      onData(part, header[0] === STDERR ? "stderr" : "stdout");
    }
  };
}

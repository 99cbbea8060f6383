/** At this many times the bytes that are kept, a command has lost control of itself. */
const FLOOD_FACTOR = 10;

/** What is kept of one stream: its head and its tail, in bounded memory. */
interface CappedOutput {
  readonly add: (chunk: Uint8Array) => void;
  readonly bytes: () => Uint8Array;
  /** As text, with a line in the middle that says how much was dropped there. */
  readonly text: () => string;
  readonly isTruncated: () => boolean;
  /** More came than a sane command writes: time to kill it. */
  readonly isFlooded: () => boolean;
}

/** Keeps the first half and the last half of `maxBytes`, and drops the middle. */
export function createCappedOutput(maxBytes: number): CappedOutput {
  const headBytes = Math.ceil(maxBytes / 2);
  const tailBytes = maxBytes - headBytes;
  const head: Uint8Array[] = [];
  let tail: Uint8Array[] = [];
  let inHead = 0;
  let inTail = 0;
  let total = 0;
  const trim = (): void => {
    const all = Buffer.concat(tail);
    tail = [tailBytes === 0 ? new Uint8Array() : all.subarray(-tailBytes)];
    inTail = tail[0]?.byteLength ?? 0;
  };
  const joinTail = (): Buffer => {
    if (inTail > tailBytes) trim();
    return Buffer.concat(tail);
  };
  return {
    add: (chunk) => {
      total += chunk.byteLength;
      const first = chunk.subarray(0, headBytes - inHead);
      const rest = chunk.subarray(first.byteLength);
      if (first.byteLength > 0) head.push(first);
      inHead += first.byteLength;
      if (rest.byteLength === 0) return;
      tail.push(rest);
      inTail += rest.byteLength;
      // Trimming seldom makes the cost of a byte constant.
      if (inTail > 2 * tailBytes + 65_536) trim();
    },
    bytes: () => Buffer.concat([...head, joinTail()]),
    text: () => {
      const [first, last] = [Buffer.concat(head), joinTail()];
      const dropped = total - first.byteLength - last.byteLength;
      if (dropped === 0) return Buffer.concat([first, last]).toString("utf8");
      return `${first.toString("utf8")}\n… ${dropped} bytes left out …\n${last.toString("utf8")}`;
    },
    isTruncated: () => total > maxBytes,
    isFlooded: () => total >= FLOOD_FACTOR * maxBytes,
  };
}

/** What one metered call sent and how much of it was read. */
export interface ReadCall {
  readonly sentBytes: number;
  readonly inputTokens: number;
  /** Pictures are many bytes and few tokens. */
  readonly hasPictures: boolean;
}

/** Notices that a local server reads less than it is sent, and says nothing. */
export interface ContextWatch {
  /** What to say of it, once; null where all is well. */
  readonly note: (call: ReadCall) => string | null;
}

/** A request that is longer by this share and so many bytes must have more tokens. */
const GROWTH = 1.05;
const GROWN_BYTES = 2_000;
/** No text has more bytes to a token. */
const MOST_BYTES_PER_TOKEN = 8;

/** @param contextLength tokens that the model takes; null where nobody knows */
export function createContextWatch(contextLength: number | null): ContextWatch {
  let before: ReadCall | null = null;
  let isTold = false;
  return {
    note: (call) => {
      const earlier = before;
      before = call;
      if (isTold) return null;
      const hasGrown =
        earlier !== null &&
        call.sentBytes > earlier.sentBytes * GROWTH &&
        call.sentBytes > earlier.sentBytes + GROWN_BYTES;
      const isStuck = hasGrown && call.inputTokens <= earlier.inputTokens;
      const least = Math.floor(call.sentBytes / MOST_BYTES_PER_TOKEN);
      const isOver =
        contextLength !== null &&
        !call.hasPictures &&
        least > contextLength &&
        call.inputTokens <= contextLength;
      if (!isStuck && !isOver) return null;
      isTold = true;
      const window = contextLength === null ? "" : ` (its window is ${contextLength})`;
      return `the server read ${call.inputTokens} tokens of a request of ${call.sentBytes} bytes${window}: it cuts the beginning off; give it a larger window (num_ctx, --max-model-len, --ctx-size)`;
    },
  };
}

/** What one metered call sent and how much of it was read. */
export interface ReadCall {
  /** How the request begins: the same in all of one conversation, and another in a side question. */
  readonly opening: string;
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
/** Hardly any has fewer. */
const LEAST_BYTES_PER_TOKEN = 2.5;
/** Conversations that are followed at once. */
const MAX_CONVERSATIONS = 16;

/** @param contextLength tokens that the model takes; null where nobody knows */
export function createContextWatch(contextLength: number | null): ContextWatch {
  const latest = new Map<string, ReadCall>();
  let isTold = false;
  const replace = (call: ReadCall): ReadCall | null => {
    const earlier = latest.get(call.opening) ?? null;
    latest.delete(call.opening);
    latest.set(call.opening, call);
    const [oldest] = latest.keys();
    if (latest.size > MAX_CONVERSATIONS && oldest !== undefined) latest.delete(oldest);
    return earlier;
  };
  return {
    note: (call) => {
      if (isTold) return null;
      const earlier = replace(call);
      const isCut = (earlier !== null && isStuck(earlier, call)) || isOver(call, contextLength);
      if (!isCut) return null;
      isTold = true;
      const window = contextLength === null ? "" : ` (its window is ${contextLength})`;
      return `the server read ${call.inputTokens} tokens of a request of ${call.sentBytes} bytes${window}: it cuts the beginning off; give it a larger window (num_ctx, --max-model-len, --ctx-size)`;
    },
  };
}

/**
 * The conversation grew and its tokens did not. A server that tells only what was not in its cache tells few, no more
 * than the new part can have: that is no sign.
 */
function isStuck(earlier: ReadCall, { sentBytes, inputTokens }: ReadCall): boolean {
  const grownBytes = sentBytes - earlier.sentBytes;
  const hasGrown = sentBytes > earlier.sentBytes * GROWTH && grownBytes > GROWN_BYTES;
  return hasGrown && inputTokens <= earlier.inputTokens && inputTokens > grownBytes / LEAST_BYTES_PER_TOKEN;
}

/** The window is known, and the request cannot have fitted into it. */
function isOver({ sentBytes, inputTokens, hasPictures }: ReadCall, contextLength: number | null): boolean {
  if (contextLength === null || hasPictures) return false;
  return Math.floor(sentBytes / MOST_BYTES_PER_TOKEN) > contextLength && inputTokens <= contextLength;
}

import { createParser } from "eventsource-parser";
import type { ProviderEntry } from "../core/models-file.ts";
import { formatDuration } from "../core/format.ts";
import { ProviderFault, parseJson, toStatusFault } from "./provider-fault.ts";
import type { RetryPolicy } from "./retry.ts";
import { parseRetryAfter } from "./retry-after.ts";
import type { WireEvent, WireProtocol } from "./wire-protocol.ts";

/** More than any honest reply has; past it the reply counts as broken. */
const MAX_REPLY_BYTES = 32 * 1024 ** 2;
const MAX_ERROR_BYTES = 64 * 1024;

/** One request as it leaves for a provider, key and address excluded. */
export interface UpstreamCall {
  readonly protocol: WireProtocol;
  /** Path and query below the endpoint's base URL. */
  readonly path: string;
  /** Those of the client that the provider needs to see. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
}

/** Carries a request to a provider, or to what stands in for one. Rejects where there is no reply at all. */
export type Upstream = (call: UpstreamCall) => Promise<Response>;

export interface UpstreamRequest extends UpstreamCall {
  readonly send: Upstream;
  readonly hasAnswered: boolean;
  readonly quotaMeans: ProviderEntry["quotaMeans"];
  readonly retry: Pick<RetryPolicy, "firstByteMs" | "stallMs">;
  readonly now: () => number;
  /** Called for every piece that arrives. */
  readonly onBytes: () => void;
}

/** A good reply whose first bytes are there: JSON as a whole, or the events of a stream. */
export type UpstreamReply =
  | { readonly kind: "json"; readonly status: number; readonly text: string }
  | { readonly kind: "stream"; readonly status: number; readonly events: AsyncIterable<WireEvent> };

/**
 * Sends one request and reads how its reply begins.
 * @throws ProviderFault for everything that is no good reply, and the signal's reason where it was aborted.
 */
export async function callUpstream(request: UpstreamRequest): Promise<UpstreamReply> {
  const { signal, now } = request;
  const response = await settle(signal, sendInTime(request));
  const { status, headers } = response;
  if (status !== 200) {
    const text = await settle(signal, readError(response, request));
    throw toStatusFault({ status, body: text, retryAfterMs: parseRetryAfter(headers, now()) }, request);
  }
  if (headers.get("content-type")?.includes("text/event-stream") === true)
    return { kind: "stream", status, events: await startStream(response, request) };
  const text = await settle(signal, readText(response, MAX_REPLY_BYTES, request));
  requireReply(text, request);
  return { kind: "json", status, text };
}

/** A provider that does not begin to answer is down. */
async function sendInTime({ send, retry, ...call }: UpstreamRequest): Promise<Response> {
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(toSilence(retry.firstByteMs)), retry.firstByteMs);
  try {
    return await send({ ...call, signal: AbortSignal.any([call.signal, silence.signal]) });
  } catch (error) {
    throw silence.signal.aborted ? silence.signal.reason : error;
  } finally {
    clearTimeout(timer);
  }
}

const toSilence = (ms: number): ProviderFault =>
  new ProviderFault(`silence for ${formatDuration(ms)}`, { verdict: "again" });

/** Providers send 200 with an error inside, with half a body, with none: all of them are no answer. */
function requireReply(text: string, request: UpstreamRequest): void {
  const reply = parseJson(text);
  if (reply === undefined)
    throw new ProviderFault("a reply that is no JSON", { verdict: "again", status: 200 });
  throwFaultInside(text, reply, request);
  if (request.protocol.readReply(reply) === null)
    throw new ProviderFault("a reply without an answer in it", { verdict: "again", status: 200 });
}

/** Of an error inside a good reply that does not tell its own. */
const UNKNOWN_STATUS = 502;

/** The fault that a provider tells of in the midst of a good reply; null where it tells of none. */
export function toFaultInside(text: string, reply: unknown, request: UpstreamRequest): ProviderFault | null {
  const error = request.protocol.readError(reply);
  if (error === null) return null;
  const status = error.status ?? UNKNOWN_STATUS;
  return toStatusFault({ status, body: text, retryAfterMs: error.retryAfterMs }, request);
}

function throwFaultInside(text: string, reply: unknown, request: UpstreamRequest): void {
  const fault = toFaultInside(text, reply, request);
  if (fault !== null) throw fault;
}

/** Waits for the first event, so that a stream that breaks before it can be asked for again. */
async function startStream(response: Response, request: UpstreamRequest): Promise<AsyncIterable<WireEvent>> {
  const events = readEvents(response, request);
  const first = await events.next();
  if (first.done === true)
    throw new ProviderFault("a stream without an event", { verdict: "again", status: response.status });
  const { data } = first.value;
  const parsed = parseJson(data);
  if (parsed === undefined && data !== "[DONE]")
    throw new ProviderFault("a stream that is no JSON", { verdict: "again", status: response.status });
  throwFaultInside(data, parsed, request);
  return (async function* () {
    yield first.value;
    yield* events;
  })();
}

async function* readEvents(
  response: Response,
  { signal, onBytes, retry: { stallMs } }: UpstreamRequest,
): AsyncGenerator<WireEvent, void> {
  const queue: WireEvent[] = [];
  const parser = createParser({
    onEvent: ({ event, data }) => void queue.push({ event: event ?? null, data }),
  });
  const decoder = new TextDecoder();
  for await (const chunk of readChunks(response, { maxBytes: MAX_REPLY_BYTES, stallMs, signal, onBytes })) {
    parser.feed(decoder.decode(chunk, { stream: true }));
    yield* queue.splice(0);
  }
}

interface ChunkReading {
  readonly maxBytes: number;
  /** A longer silence is a fault. */
  readonly stallMs: number;
  readonly signal: AbortSignal | null;
  readonly onBytes: () => void;
}

async function* untilStalled(body: Response["body"], stallMs: number): AsyncGenerator<Uint8Array, void> {
  if (body === null) return;
  const reader = body.getReader();
  try {
    for (;;) {
      const silence = Promise.withResolvers<never>();
      const timer = setTimeout(() => silence.reject(toSilence(stallMs)), stallMs);
      const { done, value } = await Promise.race([reader.read(), silence.promise]).finally(() =>
        clearTimeout(timer),
      );
      if (done) return;
      yield value;
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

async function* readChunks(
  response: Response,
  { maxBytes, stallMs, signal, onBytes }: ChunkReading,
): AsyncGenerator<Uint8Array, void> {
  let size = 0;
  try {
    for await (const chunk of untilStalled(response.body, stallMs)) {
      onBytes();
      size += chunk.byteLength;
      if (size > maxBytes)
        throw new ProviderFault(`a reply of more than ${maxBytes} bytes`, {
          verdict: "again",
          status: response.status,
        });
      yield chunk;
    }
  } catch (error) {
    throw toConnectionFault(error, signal);
  }
}

async function readText(
  response: Response,
  maxBytes: number,
  { onBytes, retry: { stallMs } }: UpstreamRequest,
): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of readChunks(response, { maxBytes, stallMs, signal: null, onBytes }))
    chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

/** An error that repeats the whole request is one all the same: the beginning tells it. */
async function readError(
  response: Response,
  { onBytes, retry: { stallMs } }: UpstreamRequest,
): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reading = { maxBytes: Number.POSITIVE_INFINITY, stallMs, signal: null, onBytes };
  for await (const chunk of readChunks(response, reading)) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size >= MAX_ERROR_BYTES) break;
  }
  return Buffer.concat(chunks).subarray(0, MAX_ERROR_BYTES).toString("utf8");
}

async function settle<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw toConnectionFault(error, signal);
  }
}

/** A connection that was refused, reset or cut, as a fault. An abort of our own stays what it is. */
function toConnectionFault(error: unknown, signal: AbortSignal | null): unknown {
  if (signal?.aborted === true) return signal.reason;
  if (error instanceof ProviderFault) return error;
  const { cause, message } = error as Error;
  const why = cause instanceof Error && cause.message !== "" ? cause.message : message;
  return new ProviderFault(`no connection, or one that broke: ${why}`, { verdict: "again", cause: error });
}

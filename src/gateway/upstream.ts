import { createParser } from "eventsource-parser";
import type { ResolvedModel } from "../models/resolve-model.ts";
import { ProviderFault, toStatusFault } from "./provider-fault.ts";
import { parseRetryAfter } from "./retry-after.ts";

/** More than any honest reply has; past it the reply counts as broken. */
const MAX_REPLY_BYTES = 32 * 1024 ** 2;
const MAX_ERROR_BYTES = 64 * 1024;

export interface UpstreamRequest {
  readonly model: ResolvedModel;
  readonly body: string;
  readonly signal: AbortSignal;
  readonly hasAnswered: boolean;
  readonly now: () => number;
  /** Called for every piece that arrives. */
  readonly onBytes: () => void;
}

/** A good reply whose first bytes are there: JSON as a whole, or the events of a stream. */
export type UpstreamReply =
  | { readonly kind: "json"; readonly status: number; readonly text: string }
  | { readonly kind: "stream"; readonly status: number; readonly events: AsyncIterable<string> };

/**
 * Sends one chat request with the real key. It follows no redirect: the key goes to the configured host alone.
 * @throws ProviderFault for everything that is no good reply, and the signal's reason where it was aborted.
 */
export async function callUpstream(request: UpstreamRequest): Promise<UpstreamReply> {
  const { model, body, signal, now } = request;
  const response = await settle(
    signal,
    fetch(`${model.baseUrl}/chat/completions`, {
      method: "POST",
      redirect: "manual",
      headers: {
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
        "user-agent": "buildoff",
        ...(model.key === null ? {} : { authorization: `Bearer ${model.key.reveal()}` }),
      },
      body,
      signal,
    }),
  );
  const { status, headers } = response;
  if (status !== 200) {
    const text = await settle(signal, readText(response, MAX_ERROR_BYTES, request.onBytes));
    throw toStatusFault(
      { status, body: text, retryAfterMs: parseRetryAfter(headers, now()) },
      request.hasAnswered,
    );
  }
  if (headers.get("content-type")?.includes("text/event-stream") === true)
    return { kind: "stream", status, events: await startStream(response, request) };
  const text = await settle(signal, readText(response, MAX_REPLY_BYTES, request.onBytes));
  requireReply(text, request.hasAnswered);
  return { kind: "json", status, text };
}

/** Providers send 200 with an error inside, with half a body, with none: all of them are no answer. */
function requireReply(text: string, hasAnswered: boolean): void {
  let reply: { error?: unknown; choices?: unknown } | null;
  try {
    reply = JSON.parse(text) as typeof reply;
  } catch (cause) {
    throw new ProviderFault("a reply that is no JSON", { verdict: "again", status: 200, cause });
  }
  if (typeof reply?.error === "object" && reply.error !== null)
    throw toErrorInside(text, reply.error, hasAnswered);
  if (!Array.isArray(reply?.choices))
    throw new ProviderFault("a reply without choices", { verdict: "again", status: 200 });
}

function toErrorInside(text: string, error: object, hasAnswered: boolean): ProviderFault {
  const code = "code" in error && typeof error.code === "number" ? error.code : 502;
  return toStatusFault({ status: code, body: text, retryAfterMs: null }, hasAnswered);
}

/** Waits for the first event, so that a stream that breaks before it can be asked for again. */
async function startStream(response: Response, request: UpstreamRequest): Promise<AsyncIterable<string>> {
  const events = readEvents(response, request);
  const first = await events.next();
  if (first.done === true)
    throw new ProviderFault("a stream without an event", { verdict: "again", status: response.status });
  if (first.value !== "[DONE]") requireEvent(first.value, request.hasAnswered);
  return (async function* () {
    yield first.value;
    yield* events;
  })();
}

function requireEvent(data: string, hasAnswered: boolean): void {
  let event: { error?: unknown } | null;
  try {
    event = JSON.parse(data) as typeof event;
  } catch (cause) {
    throw new ProviderFault("a stream that is no JSON", { verdict: "again", status: 200, cause });
  }
  if (typeof event?.error === "object" && event.error !== null)
    throw toErrorInside(data, event.error, hasAnswered);
}

async function* readEvents(
  response: Response,
  { signal, onBytes }: UpstreamRequest,
): AsyncGenerator<string, void> {
  const queue: string[] = [];
  const parser = createParser({ onEvent: ({ data }) => void queue.push(data) });
  const decoder = new TextDecoder();
  for await (const chunk of readChunks(response, { maxBytes: MAX_REPLY_BYTES, signal, onBytes })) {
    parser.feed(decoder.decode(chunk, { stream: true }));
    yield* queue.splice(0);
  }
}

async function* readChunks(
  response: Response,
  { maxBytes, signal, onBytes }: { maxBytes: number; signal: AbortSignal | null; onBytes: () => void },
): AsyncGenerator<Uint8Array, void> {
  let size = 0;
  try {
    for await (const chunk of response.body ?? []) {
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

async function readText(response: Response, maxBytes: number, onBytes: () => void): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of readChunks(response, { maxBytes, signal: null, onBytes })) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
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

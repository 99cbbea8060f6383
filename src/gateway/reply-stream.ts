import { ProviderFault, parseJson } from "./provider-fault.ts";
import { throwErrorInside, type UpstreamReply, type UpstreamRequest } from "./upstream.ts";
import type { StreamReader, WireEvent } from "./wire-protocol.ts";

/** A streamed reply in which the model has begun to speak, or has finished without a word. */
export interface SpokenReply {
  readonly kind: "spoken";
  readonly status: number;
  readonly reader: StreamReader;
  /** What has come so far, as the client gets it. */
  readonly held: readonly WireEvent[];
  /** Where the reading goes on; the reader takes each of them. */
  readonly rest: AsyncIterator<WireEvent>;
}

/**
 * Reads a stream until the model speaks. Until then nothing has been passed on, and a stream that breaks can be asked
 * for again.
 * @throws ProviderFault where it breaks off or holds an error before that
 */
export async function awaitSpeech(
  { status, events }: Extract<UpstreamReply, { kind: "stream" }>,
  reader: StreamReader,
  request: UpstreamRequest,
): Promise<SpokenReply> {
  const rest = events[Symbol.asyncIterator]();
  const held: WireEvent[] = [];
  while (!reader.hasOutput() && !reader.isFinished()) {
    const next = await rest.next();
    if (next.done === true) throw new ProviderFault("a stream that broke off", { verdict: "again", status });
    const passed = reader.take(next.value);
    if (reader.hasError()) throwErrorInside(next.value.data, parseJson(next.value.data), request);
    if (reader.hasError()) throw new ProviderFault("an error in the stream", { verdict: "again", status });
    if (passed !== null) held.push(passed);
  }
  return { kind: "spoken", status, reader, held, rest };
}

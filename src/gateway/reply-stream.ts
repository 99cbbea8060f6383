import { ProviderFault, parseJson } from "./provider-fault.ts";
import { toFaultInside, type UpstreamReply, type UpstreamRequest } from "./upstream.ts";
import type { StreamReader, WireEvent } from "./wire-protocol.ts";

/** A streamed reply in which the model has begun to speak, or that has ended without a word. */
export interface SpokenReply {
  readonly kind: "spoken";
  readonly status: number;
  readonly reader: StreamReader;
  /** What has come so far, as the client gets it. */
  readonly held: readonly WireEvent[];
  /** What comes after, as the client gets it. @throws ProviderFault where it breaks */
  readonly rest: AsyncGenerator<WireEvent, void>;
  /** The error that the provider has put into the stream so far; null where there is none. */
  readonly errorInside: () => ProviderFault | null;
}

/**
 * Reads a stream until the model speaks. Until then nothing has been passed on, and a stream that breaks can be asked
 * for again. An error that is the request's own, such as a context that overflows, is an answer like any other.
 * @throws ProviderFault where it breaks off or holds another error before that
 */
export async function awaitSpeech(
  { status, events }: Extract<UpstreamReply, { kind: "stream" }>,
  reader: StreamReader,
  request: UpstreamRequest,
): Promise<SpokenReply> {
  let errorInside: ProviderFault | null = null;
  const rest = (async function* () {
    for await (const event of events) {
      const passed = reader.take(event);
      if (reader.hasError()) errorInside ??= readFault(event, status, request);
      if (passed !== null) yield passed;
      if (reader.isDone()) return;
    }
  })();
  const held: WireEvent[] = [];
  const fail = async (fault: ProviderFault): Promise<never> => {
    await rest.return();
    throw fault;
  };
  while (!reader.hasOutput() && !reader.isFinished() && !reader.hasError()) {
    const next = await rest.next();
    if (next.done === true) break;
    held.push(next.value);
  }
  const fault = errorInside as ProviderFault | null;
  if (fault !== null && fault.verdict !== "pass") await fail(fault);
  const isSpoken = fault !== null || reader.hasOutput() || reader.isFinished();
  if (!isSpoken) await fail(new ProviderFault("a stream that broke off", { verdict: "again", status }));
  return { kind: "spoken", status, reader, held, rest, errorInside: () => errorInside };
}

const readFault = ({ data }: WireEvent, status: number, request: UpstreamRequest): ProviderFault =>
  toFaultInside(data, parseJson(data), request) ??
  new ProviderFault("an error in the stream", { verdict: "again", status });

import type { Upstream } from "../upstream.ts";
import { KEPT_HEADERS, type RecordedCall } from "./cassette.ts";
import { toRecordedRequest } from "./recorded-request.ts";

export interface RecordingOptions {
  /** Told of each call when its reply is over. */
  readonly write: (call: RecordedCall) => void;
  readonly redact: (text: string) => string;
}

/** Passes calls on and keeps what came back, byte for byte but for secrets. */
export function recordUpstream(send: Upstream, { write, redact }: RecordingOptions): Upstream {
  let count = 0;
  return async (call) => {
    const number = (count += 1);
    const response = await send(call);
    const chunks: string[] = [];
    const decoder = new TextDecoder();
    const end = (isWhole: boolean): void =>
      write({
        number,
        protocol: call.protocol.name,
        path: call.path,
        request: toRecordedRequest(call.body, redact),
        status: response.status,
        headers: Object.fromEntries(
          KEPT_HEADERS.flatMap((name) => {
            const value = response.headers.get(name);
            return value === null ? [] : [[name, value]];
          }),
        ),
        chunks: chunks.map(redact),
        isWhole,
      });
    const { status, headers } = response;
    return new Response(
      follow(response.body, (chunk) => chunks.push(decoder.decode(chunk, { stream: true })), end),
      {
        status,
        headers,
      },
    );
  };
}

/** The same stream, watched: told of each piece, and once of its end. */
function follow(
  body: Response["body"],
  onChunk: (chunk: Uint8Array) => void,
  onEnd: (isWhole: boolean) => void,
): ReadableStream<Uint8Array> | null {
  if (body === null) {
    onEnd(true);
    return null;
  }
  const reader = body.getReader();
  let isOver = false;
  const end = (isWhole: boolean): void => {
    if (!isOver) onEnd(isWhole);
    isOver = true;
  };
  return new ReadableStream({
    pull: async (controller) => {
      try {
        const { done, value } = await reader.read();
        if (done) {
          end(true);
          controller.close();
          return;
        }
        onChunk(value);
        controller.enqueue(value);
      } catch (error) {
        end(false);
        controller.error(error);
      }
    },
    cancel: async (reason) => {
      // Whoever reads no further has heard the last word.
      end(true);
      await reader.cancel(reason);
    },
  });
}

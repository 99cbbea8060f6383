import type { ServerHttp2Stream } from "node:http2";
import { type Refusal, tooLarge, tooSlow } from "./refusal.ts";
import { judgeShape } from "./request-shape.ts";

const MAX_BYTES = 10_000_000;
const TIMEOUT_MS = 30_000;

/** Reads a request's body; a refusal where it is too large, too slow or ill-shaped, null where the client has gone. Never throws. */
export async function readBody(
  stream: ServerHttp2Stream,
  signal: AbortSignal,
): Promise<Uint8Array | Refusal | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  return new Promise((resolve) => {
    const settle = (result: Uint8Array | Refusal | null): void => {
      clearTimeout(timer);
      stream.off("data", onData).off("end", onEnd).off("close", onGone);
      signal.removeEventListener("abort", onGone);
      resolve(result);
    };
    const onData = (chunk: Uint8Array): void => {
      size += chunk.byteLength;
      if (size > MAX_BYTES) settle(tooLarge(MAX_BYTES));
      else chunks.push(chunk);
    };
    const onEnd = (): void => settle(judge(Buffer.concat(chunks)));
    const onGone = (): void => settle(null);
    const timer = setTimeout(() => settle(tooSlow()), TIMEOUT_MS);
    if (stream.closed || signal.aborted) return onGone();
    signal.addEventListener("abort", onGone, { once: true });
    stream.on("data", onData).once("end", onEnd).once("close", onGone);
  });
}

/** The same of a request in this process, which is neither slow nor hostile. */
export async function readWhole(request: Request, signal: AbortSignal): Promise<Uint8Array | Refusal | null> {
  if (signal.aborted) return null;
  const bytes = await request.bytes().catch(() => null);
  if (bytes === null) return null;
  return bytes.byteLength > MAX_BYTES ? tooLarge(MAX_BYTES) : judge(bytes);
}

const judge = (body: Uint8Array): Uint8Array | Refusal => judgeShape(body) ?? body;

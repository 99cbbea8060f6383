import { ProviderFault } from "../provider-fault.ts";
import type { Upstream } from "../upstream.ts";
import type { RecordedCall } from "./cassette.ts";
import { findDifference } from "./compare.ts";
import { toRecordedRequest, toRequestKey, toShown } from "./recorded-request.ts";

/**
 * Answers calls with what was recorded, byte for byte, and reaches nobody. Calls may come in another order than they
 * were recorded in, where an agent makes several at once. One that was not recorded ends the trial, and where it
 * differs is said.
 */
export function replayUpstream(
  recorded: readonly RecordedCall[],
  redact: (text: string) => string,
): Upstream {
  const left = recorded.map((call) => ({ call, key: toRequestKey(call.path, call.request) }));
  let count = 0;
  return async ({ path, body }) => {
    count += 1;
    const request = toRecordedRequest(body, redact);
    const key = toRequestKey(path, request);
    const index = left.findIndex((one) => one.key === key);
    if (index === -1) throw toDivergence(count, key, request, left);
    const [found] = left.splice(index, 1);
    return toResponse(found!.call);
  };
}

interface LeftCall {
  readonly call: RecordedCall;
  readonly key: string;
}

/** The recorded call that is most like it tells where it differs. */
function toDivergence(
  number: number,
  key: string,
  request: unknown,
  left: readonly LeftCall[],
): ProviderFault {
  const [nearest] = left.toSorted((a, b) => countSame(b.key, key) - countSame(a.key, key));
  const where =
    nearest === undefined
      ? "there is no further call in the recording"
      : (findDifference(toShown(nearest.call.request), toShown(request)) ?? "its path, or its end");
  return new ProviderFault(`request ${number} diverges from the recording at ${where}`, {
    verdict: "diverged",
  });
}

function toResponse({ chunks, status, headers, isWhole }: RecordedCall): Response {
  const encoder = new TextEncoder();
  const pieces = [...chunks];
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      const next = pieces.shift();
      if (next !== undefined) controller.enqueue(encoder.encode(next));
      else if (isWhole) controller.close();
      else controller.error(new TypeError("the recorded connection broke here"));
    },
  });
  return new Response(body, { status, headers });
}

function countSame(a: string, b: string): number {
  let count = 0;
  while (count < a.length && a[count] === b[count]) count += 1;
  return count;
}

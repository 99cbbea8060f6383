import { createHash } from "node:crypto";
import { canonicalJson } from "../../core/hash.ts";
import { parseJson } from "../provider-fault.ts";
import { toRecordedBody } from "../recorded-body.ts";
import { readObject, readText } from "../wire-json.ts";
import { toComparable } from "./compare.ts";

/**
 * A request as a cassette has it: of a long one the beginning, to be read, and a digest of all of it without what changes
 * by itself. Its size would tell apart what is the same, and its beginning what is another.
 */
export function toRecordedRequest(body: string, redact: (text: string) => string): unknown {
  const recorded = toRecordedBody(parseJson(body), redact);
  if (!isCut(recorded)) return recorded;
  const clean = JSON.parse(body, (_key, value: unknown) =>
    typeof value === "string" ? redact(value) : value,
  ) as unknown;
  const digest = createHash("sha256")
    .update(canonicalJson(toComparable(clean)))
    .digest("hex");
  return { ...readObject(recorded), digest: `sha256:${digest}` };
}

/** What two calls for the same thing have in common. */
export function toRequestKey(path: string, request: unknown): string {
  const digest = isCut(request) ? readText(readObject(request)?.["digest"]) : null;
  return canonicalJson({ path, request: digest ?? toComparable(request) });
}

/** A request to show where it differs. */
export function toShown(request: unknown): unknown {
  const { bytes: _bytes, digest: _digest, ...rest } = readObject(request) ?? {};
  return toComparable(isCut(request) ? rest : request);
}

const isCut = (request: unknown): boolean => readObject(request)?.["truncated"] === true;

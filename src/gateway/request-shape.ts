import { badRequest, type Refusal } from "./refusal.ts";

/** Deeper than any tool's schema; writing JSON recurses, and reading it does not. */
const MAX_DEPTH = 200;
/** Of one array or object: far more than the messages of the longest session. */
const MAX_MEMBERS = 10_000;

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/**
 * Refuses JSON that is made to hurt whoever works on it: nested without end, or with members without number, each of which a schema
 * would complain of. Looks at bytes alone; what is no JSON is told by whoever parses it.
 */
export function judgeShape(body: Uint8Array): Refusal | null {
  const members = new Uint32Array(MAX_DEPTH + 1);
  let depth = 0;
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at]!;
    if (byte === QUOTE) at = findStringEnd(body, at);
    else if (OPENING.has(byte)) {
      depth += 1;
      if (depth > MAX_DEPTH) return badRequest(`a request is nested ${MAX_DEPTH} levels deep at most`);
      members[depth] = 0;
    } else if (CLOSING.has(byte)) depth = Math.max(0, depth - 1);
    else if (byte === COMMA && (members[depth] = members[depth]! + 1) >= MAX_MEMBERS)
      return badRequest(`an array or object of a request has ${MAX_MEMBERS} members at most`);
  }
  return null;
}

/** The place of the quote that ends a string; the end where none does. */
function findStringEnd(body: Uint8Array, start: number): number {
  for (let at = start + 1; at < body.length; at += 1) {
    if (body[at] === BACKSLASH) at += 1;
    else if (body[at] === QUOTE) return at;
  }
  return body.length;
}

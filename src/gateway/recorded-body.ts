const MAX_RECORDED_BYTES = 1_000_000;
const HEAD_CHARACTERS = 100_000;

/** A body as the transcript keeps it: without secrets, and of a long one the beginning alone. */
export function toRecordedBody(value: unknown, redact: (text: string) => string): unknown {
  const clean = redactDeep(value, redact);
  const text = JSON.stringify(clean) ?? "null";
  const bytes = Buffer.byteLength(text);
  return bytes <= MAX_RECORDED_BYTES
    ? clean
    : { truncated: true, bytes, head: text.slice(0, HEAD_CHARACTERS) };
}

function redactDeep(value: unknown, redact: (text: string) => string): unknown {
  if (typeof value === "string") return redact(value);
  if (Array.isArray(value)) return value.map((member) => redactDeep(member, redact));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [redact(key), redactDeep(member, redact)]),
  );
}

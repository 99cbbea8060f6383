/** Deeper nesting than any honest message has; it is refused, not walked. */
const MAX_DEPTH = 12;

/** Parts that are text, in the words of OpenAI's protocols, and what may stand beside it. */
const TEXT_TYPES = new Set(["text", "input_text", "output_text", "summary_text", "reasoning_text"]);
const TEXT_KEYS = new Set(["cache_control", "annotations", "logprobs"]);

const ADDRESS = /^\s*((https?|ftp|file|oss|s3|gs):|[a-z][a-z0-9+.-]*:\/\/)/i;

/**
 * Whether a message has the provider fetch something: a picture, sound or file that is named by its address or by its
 * id in the provider's store. That would be a second way out of the sandbox, and one that nobody logs. Plain text may
 * hold addresses; nobody fetches those.
 */
export function asksForRemoteContent(message: unknown): boolean {
  const content = (message as { content?: unknown } | null)?.content;
  if (Array.isArray(content)) return content.some((part) => !isTextPart(part) && isRemote(part, 0));
  return typeof content === "object" && isRemote(content, 0);
}

function isTextPart(part: unknown): boolean {
  if (typeof part !== "object" || part === null) return false;
  const { type, text, ...rest } = part as { type?: unknown; text?: unknown };
  if (typeof type !== "string" || !TEXT_TYPES.has(type) || typeof text !== "string") return false;
  return Object.keys(rest).every((key) => TEXT_KEYS.has(key));
}

function isRemote(value: unknown, depth: number): boolean {
  if (depth > MAX_DEPTH) return true;
  if (typeof value === "string") return ADDRESS.test(value);
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(
    ([key, member]) => /^file_?id$/i.test(key) || isRemote(member, depth + 1),
  );
}

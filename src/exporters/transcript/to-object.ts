/** Arguments of a tool's call as an object: formats take nothing else, and a broken call holds anything. */
export function toObject(value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return { value: value ?? null };
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key.toWellFormed(), member]));
}

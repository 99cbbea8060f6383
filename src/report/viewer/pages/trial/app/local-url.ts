const LOCAL = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** An address of this machine; null for any other: the frame shows what the server started, and nothing else. */
export function toLocalUrl(text: string | null): string | null {
  if (text === null || !URL.canParse(text)) return null;
  const url = new URL(text);
  return url.protocol === "http:" && LOCAL.has(url.hostname) && url.port !== "" ? url.href : null;
}

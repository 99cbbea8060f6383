const LOCAL = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** An address of this machine; null for any other: the frame shows what the server started, and nothing else. */
export function toLocalUrl(text: string | null): string | null {
  if (text === null || !URL.canParse(text)) return null;
  const url = new URL(text);
  const isLocal = LOCAL.has(url.hostname) || url.hostname.endsWith(".localhost");
  return url.protocol === "http:" && isLocal && url.port !== "" ? url.href : null;
}

import type { IncomingHttpHeaders, OutgoingHttpHeaders } from "node:http";

/** Of one connection each, and none of the message's (RFC 9110, 7.6.1); `expect` was answered already. */
const OF_CONNECTION = [
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "expect",
];

/** What of a message's headers goes on to the other side. */
export function passOn(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  const named = (headers.connection ?? "").split(",").map((name) => name.trim().toLowerCase());
  const dropped = new Set([...OF_CONNECTION, ...named]);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !dropped.has(name)));
}

/** An app that sends a visitor to the address that it listens on means itself. */
export function toOwnLocation(location: string, appPort: number): string {
  const own = [`http://127.0.0.1:${appPort}`, `http://localhost:${appPort}`].find(
    (origin) => location === origin || location.startsWith(`${origin}/`),
  );
  return own === undefined ? location : location.slice(own.length) || "/";
}

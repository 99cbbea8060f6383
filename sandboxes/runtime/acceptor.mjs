/*
 * Carries HTTP/2 streams that arrive over this process's own stdin as HTTP/1.1 requests to a service on the sandbox's loopback: the
 * mirror of the forwarder. Its first argument is the port. Everything on stdout is HTTP/2; it prints nothing.
 */
import http from "node:http";
import http2 from "node:http2";
import { Duplex } from "node:stream";

const PORT = Number(process.argv[2]);
const REQUEST_HEADERS = ["content-type", "accept", "mcp-session-id", "mcp-protocol-version", "last-event-id"];
const RESPONSE_HEADERS = ["content-type", "cache-control", "mcp-session-id"];
const BAD_GATEWAY = 502;

const stdio = Duplex.from({ readable: process.stdin, writable: process.stdout });
const session = http2.performServerHandshake(stdio, { settings: { enablePush: false } });
session.on("error", () => process.exit(1));
session.on("close", () => process.exit(0));
session.on("stream", carry);

function carry(stream, headers) {
  stream.on("error", () => {});
  const request = http.request(
    {
      host: "127.0.0.1",
      port: PORT,
      method: headers[":method"],
      path: headers[":path"],
      headers: pick(headers, REQUEST_HEADERS),
    },
    (response) => {
      if (stream.destroyed) return response.destroy();
      stream.respond({ ":status": response.statusCode, ...pick(response.headers, RESPONSE_HEADERS) });
      response.pipe(stream);
      response.on("error", () => stream.close(http2.constants.NGHTTP2_INTERNAL_ERROR));
    },
  );
  request.on("error", (error) => {
    if (stream.destroyed || stream.headersSent) return stream.destroy();
    stream.respond({ ":status": BAD_GATEWAY, "content-type": "application/json" });
    stream.end(JSON.stringify({ error: { message: `the service did not answer: ${error.message}` } }));
  });
  stream.on("close", () => request.destroy());
  stream.pipe(request);
}

function pick(headers, names) {
  return Object.fromEntries(
    names.filter((name) => headers[name] !== undefined).map((name) => [name, headers[name]]),
  );
}

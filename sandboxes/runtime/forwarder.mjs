/*
 * Carries HTTP/1.1 requests from inside a sandbox to the harness: each becomes one HTTP/2 stream over this process's
 * own stdin and stdout. It holds no secret and decides nothing; it only has to stay alive whatever is thrown at it.
 * Needs nothing but Node. Everything on stdout is HTTP/2; it prints nothing.
 */
import http from "node:http";
import http2 from "node:http2";
import { Duplex } from "node:stream";

const MAX_CONNECTIONS = 512;
const MAX_CALLS = 1_024;
const MAX_HEADER_BYTES = 16_384;
const HEADERS_TIMEOUT_MS = 15_000;
const REQUEST_TIMEOUT_MS = 120_000;
const KEEP_ALIVE_MS = 75_000;
const SESSION_WINDOW_BYTES = 64 * 1024 ** 2;
const SESSION_MEMORY_MB = 256;

/** What HTTP/2 would refuse must not get into the session: it ends one that sees too much of it. */
const PATH = /^\/[\x21-\x7e]*$/;
const HEADER_VALUE = /^[\x20-\x7e]*$/;

/** The only headers that travel; the rest is between the client and this process. */
const REQUEST_HEADERS = [
  "authorization",
  "x-api-key",
  "x-goog-api-key",
  "content-type",
  "accept",
  "anthropic-version",
  "anthropic-beta",
  "mcp-session-id",
  "mcp-protocol-version",
  "last-event-id",
];
const RESPONSE_HEADERS = ["content-type", "cache-control", "retry-after", "mcp-session-id"];

const stdio = Duplex.from({ readable: process.stdin, writable: process.stdout });
const session = http2.connect("http://agent", {
  createConnection: () => stdio,
  maxSessionMemory: SESSION_MEMORY_MB,
  settings: { enablePush: false },
});
session.on("connect", () => session.setLocalWindowSize(SESSION_WINDOW_BYTES));
session.on("error", () => process.exit(1));
session.on("close", () => process.exit(0));

let calls = 0;

const server = http.createServer(
  {
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: HEADERS_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connectionsCheckingInterval: 5_000,
  },
  carry,
);
server.maxConnections = MAX_CONNECTIONS;
server.on("error", () => process.exit(1));
server.on("clientError", (_error, socket) => {
  if (socket.writable)
    socket.end("HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
  else socket.destroy();
});
server.on("upgrade", (_request, socket) => socket.destroy());
server.on("connect", (_request, socket) => socket.destroy());
server.listen(0, "127.0.0.1", announce);

/** Tells the harness the port. Only this process chooses `:authority`, so no client can forge the message. */
function announce() {
  const ready = session.request({
    ":method": "POST",
    ":path": "/ready",
    ":authority": "forwarder",
    "x-port": String(server.address().port),
  });
  ready.on("error", () => process.exit(1));
  ready.resume();
  ready.end();
}

function carry(request, response) {
  request.on("error", () => {});
  response.on("error", () => {});
  if (calls >= MAX_CALLS) return fail(response, 503);
  if (!PATH.test(request.url)) return fail(response, 404);
  const stream = openStream(request);
  if (stream === null) return fail(response, 400);
  calls += 1;
  stream.on("close", () => {
    calls -= 1;
    // An answer can come before the whole request has: the client is heard out, so that it reads the answer.
    request.unpipe(stream);
    request.resume();
    // Also a stream that was broken off has an end: only its code tells whether that was the whole answer.
    if (stream.rstCode === http2.constants.NGHTTP2_NO_ERROR && response.headersSent) response.end();
    else response.destroy();
  });
  stream.on("error", () => response.destroy());
  stream.on("response", (headers) => {
    response.writeHead(headers[":status"], pick(headers, RESPONSE_HEADERS));
    response.flushHeaders();
    stream.pipe(response, { end: false });
  });
  response.on("close", () => {
    if (!stream.closed) stream.close(http2.constants.NGHTTP2_CANCEL);
  });
  request.pipe(stream);
}

function openStream(request) {
  try {
    return session.request({
      ":method": request.method,
      ":path": request.url,
      ":authority": "agent",
      ...pick(request.headers, REQUEST_HEADERS),
    });
  } catch {
    return null;
  }
}

function pick(headers, names) {
  const isSent = (name) => headers[name] !== undefined && HEADER_VALUE.test(headers[name]);
  return Object.fromEntries(names.filter(isSent).map((name) => [name, headers[name]]));
}

function fail(response, status) {
  response.writeHead(status, { connection: "close", "content-length": "0" });
  response.end();
}

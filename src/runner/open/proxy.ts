import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, request as sendRequest, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { pipeline } from "node:stream/promises";
import { debuglog } from "node:util";
import { portUnusable } from "../../core/app-errors.ts";
import { createFraming, type Framing, shimAnswer, SHIM_PATH, toPreflight } from "./framing.ts";
import { passOn, toOwnLocation } from "./headers.ts";

const debug = debuglog("buildoff:open");

const MAX_CONNECTIONS = 256;

export interface ProxyOptions {
  /** A new connection to the app, as raw bytes. What it throws is an answer. */
  readonly connect: () => Duplex;
  /** The port that the app itself listens on. */
  readonly appPort: number;
  /** Port of this machine's loopback; 0: any that is free. */
  readonly port: number;
  /** Origins of the pages that show the app in a sandboxed iframe; null: it is opened by itself. */
  readonly framedBy: readonly string[] | null;
  /** The address whose subdomains lead here through another server; null: the app is reached at this machine alone. */
  readonly below: URL | null;
}

/** What a server does with a request, and with one that wants another protocol. */
export interface RequestHandlers {
  readonly request: (request: IncomingMessage, response: ServerResponse) => void;
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

/** An HTTP server on this machine's loopback. Disposing it ends every connection. */
export interface Proxy extends AsyncDisposable {
  readonly url: string;
  /** For a server that stands before it. */
  readonly handlers: RequestHandlers;
}

/** What answers are made with. */
interface Passage extends ProxyOptions {
  readonly hosts: ReadonlySet<string>;
  /** By the name that the browser calls it: a cookie of one page is a cookie of the other. */
  readonly framing: Framing | null;
  readonly upgraded: Set<Duplex>;
}

/**
 * Passes HTTP on to an app: requests and answers as they come, streams and WebSockets too. Whoever calls it by another name
 * than its own is refused, so that no page can reach it under a name that was made to lead here.
 * @throws UserError `port-unusable`
 */
export async function serveProxy(options: ProxyOptions): Promise<Proxy> {
  const server = createServer();
  server.maxConnections = MAX_CONNECTIONS;
  server.listen(options.port, "127.0.0.1");
  await once(server, "listening").catch((cause: unknown) => {
    throw portUnusable(options.port, cause);
  });
  const { port } = server.address() as AddressInfo;
  const { origin, host } = toOwnAddress(options.below ?? new URL(`http://localhost:${port}`));
  const passage: Passage = {
    ...options,
    // In a frame every page of an opaque origin may read it: there its name is what no other page knows.
    hosts: new Set(options.framedBy === null ? [host, `127.0.0.1:${port}`] : [host]),
    framing: options.framedBy === null ? null : createFraming(origin, options.framedBy),
    upgraded: new Set(),
  };
  const handlers: RequestHandlers = {
    request: (request, response) => answer(passage, request, response),
    upgrade: (request, socket, head) => upgrade(passage, request, { socket, head }),
  };
  server.on("request", handlers.request);
  server.on("upgrade", handlers.upgrade);
  return {
    url: `${origin}/`,
    handlers,
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      for (const socket of passage.upgraded) socket.destroy();
      await closed;
    },
  };
}

/**
 * A name that nobody guesses. Those below `localhost` browsers find on this machine by themselves (RFC 6761, 6.3). Cookies know no
 * ports: at `localhost` itself an app would be sent those of every other server there, and could set some for them.
 */
const toOwnAddress = ({ protocol, host }: URL): URL =>
  new URL(`${protocol}//${randomBytes(12).toString("hex")}.${host}`);

const isOwn = ({ hosts }: Passage, { headers }: IncomingMessage): boolean =>
  hosts.has(headers.host?.toLowerCase() ?? "");

function answer(passage: Passage, request: IncomingMessage, response: ServerResponse): void {
  const { framing } = passage;
  if (!isOwn(passage, request)) return refuse(response, 403, "this address answers to its own name alone");
  if (framing !== null) {
    if (request.url === SHIM_PATH) {
      response.writeHead(200, { ...shimAnswer.headers, ...framing.common }).end(shimAnswer.body);
      return;
    }
    const isPreflight = request.headers["access-control-request-method"] !== undefined;
    if (request.method === "OPTIONS" && isPreflight) {
      response.writeHead(204, { ...framing.common, ...toPreflight(request.headers) }).end();
      return;
    }
  }
  try {
    const sent = send(passage, request);
    sent.on("response", (found) => void passBack(passage, { request, response, found }));
    sent.on("error", (error) => refuse(response, 502, `the app did not answer: ${error.message}`));
    response.on("close", () => sent.destroy());
    pipeline(request, sent).catch((error: unknown) => debug("request: %o", error));
  } catch (error) {
    refuse(response, 502, `the app cannot be asked: ${(error as Error).message}`);
  }
}

function send({ connect, framing }: Passage, { method, url = "/", headers }: IncomingMessage) {
  return sendRequest({
    method,
    path: url,
    headers: passOn(framing === null ? headers : framing.toRequest(headers, url)),
    createConnection: connect,
  });
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly found: IncomingMessage;
}

/** An answer that breaks off in the middle breaks off for the browser, too. */
async function passBack(
  { framing, appPort }: Passage,
  { request, response, found }: Exchange,
): Promise<void> {
  const { statusCode = 502, statusMessage } = found;
  const framed = framing?.toAnswer({ statusCode, headers: found.headers }, request.url ?? "/");
  const headers = passOn((framed?.headers ?? found.headers) as IncomingMessage["headers"]);
  const { location } = found.headers;
  if (location !== undefined) headers["location"] = toOwnLocation(location, appPort);
  try {
    response.writeHead(statusCode, statusMessage, headers);
    response.flushHeaders();
    await pipeline([found, ...(framed?.transforms ?? []), response]);
  } catch (error) {
    debug("answer: %o", error);
    response.destroy();
  }
}

function refuse(response: ServerResponse, status: number, message: string): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" });
  response.end(`${message}\n`);
}

interface Upgrade {
  readonly socket: Duplex;
  readonly head: Buffer;
}

function upgrade(passage: Passage, request: IncomingMessage, { socket, head }: Upgrade): void {
  const { framing, connect, upgraded } = passage;
  socket.on("error", () => socket.destroy());
  if (!isOwn(passage, request)) return end(socket, "403 Forbidden");
  const { method, url = "/", headers } = request;
  const asked = framing === null ? headers : framing.toRequest(headers, url);
  const passed = { ...passOn(asked), connection: "Upgrade", upgrade: headers.upgrade };
  const sent = attempt(() => sendRequest({ method, path: url, headers: passed, createConnection: connect }));
  if (sent === null) return end(socket, "502 Bad Gateway");
  upgraded.add(socket);
  socket.on("close", () => {
    upgraded.delete(socket);
    sent.destroy();
  });
  sent.on("error", () => end(socket, "502 Bad Gateway"));
  sent.on("response", (found) => {
    socket.write(toHead(found, ["Connection: close"]));
    pipeline(found, socket).catch((error: unknown) => debug("refused upgrade: %o", error));
  });
  sent.on("upgrade", (found, channel: Duplex, first: Buffer) => {
    socket.write(toHead(found, []));
    socket.write(first);
    channel.write(head);
    pipeline(socket, channel, socket).catch((error: unknown) => debug("upgraded: %o", error));
    channel.on("close", () => socket.destroy());
  });
  sent.end();
}

const end = (socket: Duplex, status: string): void =>
  void socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);

function attempt<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch (error) {
    debug("upgrade: %o", error);
    return null;
  }
}

/** The head of an answer as it came, but for what goes with a body that is passed on without its frame. */
function toHead(
  { statusCode, statusMessage, rawHeaders }: IncomingMessage,
  added: readonly string[],
): string {
  const lines = rawHeaders.flatMap((name, index) =>
    index % 2 === 0 && !(added.length > 0 && /^(connection|transfer-encoding|content-length)$/i.test(name))
      ? [`${name}: ${rawHeaders[index + 1]}`]
      : [],
  );
  return `${[`HTTP/1.1 ${statusCode} ${statusMessage}`, ...lines, ...added].join("\r\n")}\r\n\r\n`;
}

import { type ClientHttp2Session, connect } from "node:http2";
import type { Duplex } from "node:stream";
import { debuglog } from "node:util";
import { InfraError } from "../../core/errors.ts";
import type { Sandbox } from "../../core/sandbox.ts";

const debug = debuglog("buildoff:open");

/** Of all connections together, and of one: what nobody reads for now must not keep the others from arriving. */
const SESSION_WINDOW_BYTES = 64 * 1024 ** 2;
const STREAM_WINDOW_BYTES = 1024 ** 2;
const MAX_CONNECTIONS = 512;

/**
 * Runs in the sandbox, as a user whom the app's code cannot reach: each stream that arrives over its standard input becomes a
 * connection to the app. Argument: the app's port. All that it prints is HTTP/2.
 */
const PROGRAM = `
const http2 = require("node:http2");
const net = require("node:net");
const { Duplex } = require("node:stream");
const stdio = Duplex.from({ readable: process.stdin, writable: process.stdout });
const session = http2.performServerHandshake(stdio, {
  streamResetBurst: 1e6,
  streamResetRate: 1e6,
  settings: { enablePush: false, initialWindowSize: ${STREAM_WINDOW_BYTES}, maxConcurrentStreams: ${MAX_CONNECTIONS} },
});
session.setLocalWindowSize(${SESSION_WINDOW_BYTES});
session.on("error", () => process.exit(1));
session.on("close", () => process.exit(0));
session.on("stream", (stream) => {
  const socket = net.connect({ port: Number(process.argv[1]), host: "127.0.0.1", allowHalfOpen: true, noDelay: true });
  stream.on("error", () => {});
  socket.on("error", () => stream.destroyed || stream.close(http2.constants.NGHTTP2_CONNECT_ERROR));
  socket.on("connect", () => {
    if (stream.destroyed) return;
    stream.respond({ ":status": 200 });
    socket.pipe(stream).pipe(socket);
  });
  stream.on("close", () => socket.destroy());
});
`;

/** The way to an app in a sandbox without a network. Disposing it ends every connection. */
export interface Tunnel extends AsyncDisposable {
  /** A new connection to the app, as raw bytes; one that it refuses fails at once. @throws Error where the way is gone */
  readonly connect: () => Duplex;
  /** Aborted once the way is gone, which is the end of the sandbox. */
  readonly ended: AbortSignal;
}

/**
 * Opens a way to the port that the app listens on, on the sandbox's own loopback: one command in the sandbox, whose standard
 * input and output carry all connections as HTTP/2 streams.
 * @throws what `spawn` throws
 */
export async function openTunnel(sandbox: Sandbox): Promise<Tunnel> {
  const { node, port } = sandbox.layout;
  const carrier = await sandbox.spawn([node, "-e", PROGRAM, String(port)], { user: "forwarder" });
  const ended = new AbortController();
  const lose = (): void =>
    ended.abort(new InfraError("sandbox-lost", `the way to the app is gone ${carrier.stderrTail().trim()}`));
  carrier.exited.then(lose, (error: unknown) => ended.abort(error));
  const session = connect("http://app", {
    createConnection: () => carrier.stdio as unknown as Duplex,
    settings: { enablePush: false, initialWindowSize: STREAM_WINDOW_BYTES },
  });
  session.on("connect", () => session.setLocalWindowSize(SESSION_WINDOW_BYTES));
  session.on("error", (error) => debug("session: %o", error)).on("close", lose);
  return {
    connect: () => openStream(session),
    ended: ended.signal,
    [Symbol.asyncDispose]: async () => {
      // Not by the session, for the reason that the forwarder's has; without its input the command ends.
      carrier.stdio.destroy();
    },
  };
}

function openStream(session: ClientHttp2Session): Duplex {
  const stream = session.request({ ":method": "CONNECT", ":authority": "app" });
  // It can come before whoever asked listens.
  stream.on("error", (error) => debug("connection: %s", error.message));
  return stream;
}

import {
  constants,
  type IncomingHttpHeaders,
  performServerHandshake,
  type ServerHttp2Stream,
} from "node:http2";
import type { Duplex } from "node:stream";
import { debuglog } from "node:util";
import { InfraError } from "../core/errors.ts";
import type { Sandbox, SandboxProcess } from "../core/sandbox.ts";

const debug = debuglog("buildoff:gateway");

const READY_TIMEOUT_MS = 30_000;
/** For all streams together: requests that wait for a slot must not keep the others from arriving. */
const SESSION_WINDOW_BYTES = 64 * 1024 ** 2;
const SESSION_MEMORY_MB = 512;
const MAX_STREAMS = 2_048;

export interface SessionOptions {
  readonly onRequest: (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => void;
  /** Called once, where the forwarder is gone and nobody disposed it. */
  readonly onLost: (forwarder: SandboxProcess) => void;
  readonly signal: AbortSignal;
}

/** A running forwarder. Whoever opened it disposes it, which ends the process. */
export interface ForwarderSession extends AsyncDisposable {
  /** Where it listens, on the sandbox's 127.0.0.1. */
  readonly port: number;
}

/**
 * Starts the forwarder in a sandbox, and speaks HTTP/2 with it over its standard input and output.
 * @throws InfraError `gateway` where it does not say that it listens, and what `spawn` throws.
 */
export async function openForwarder(sandbox: Sandbox, options: SessionOptions): Promise<ForwarderSession> {
  const { layout } = sandbox;
  const forwarder = await sandbox.spawn([layout.node, `${layout.runtime}/forwarder.mjs`], {
    user: "forwarder",
  });
  const session = performServerHandshake(forwarder.stdio as unknown as Duplex, {
    maxSessionMemory: SESSION_MEMORY_MB,
    // Clients that give up are ordinary here, and the peer is our own program.
    streamResetBurst: 1_000_000,
    streamResetRate: 1_000_000,
    settings: { enablePush: false, maxConcurrentStreams: MAX_STREAMS },
  });
  session.setLocalWindowSize(SESSION_WINDOW_BYTES);
  let isOver = false;
  const dispose = async (): Promise<void> => {
    isOver = true;
    // Not by the session: it would take its leave, and where the forwarder's output has just ended Node asserts that nothing
    // is written any more, in a place where nobody can catch it. Without its stream the session closes by itself.
    forwarder.stdio.destroy();
    await forwarder[Symbol.asyncDispose]();
  };
  try {
    const port = await new Promise<number>((resolve, reject) => {
      const lose = (cause?: unknown): void => {
        debug("lost: %o", cause);
        reject(new Error("the forwarder ended", { cause }));
        if (isOver) return;
        isOver = true;
        options.onLost(forwarder);
      };
      session.on("error", lose).on("close", lose);
      forwarder.exited.then(() => lose(), lose);
      session.on("stream", (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => {
        stream.on("error", (error) => debug("stream: %s", error.message));
        if (headers[":authority"] !== "forwarder") return options.onRequest(stream, headers);
        resolve(Number(headers["x-port"]));
        stream.respond({ ":status": constants.HTTP_STATUS_NO_CONTENT }, { endStream: true });
      });
      AbortSignal.any([options.signal, AbortSignal.timeout(READY_TIMEOUT_MS)]).addEventListener(
        "abort",
        () => reject(new Error("it did not say that it listens")),
        { once: true },
      );
    });
    return { port, [Symbol.asyncDispose]: dispose };
  } catch (cause) {
    isOver = true;
    const said = forwarder.stderrTail().trim();
    await dispose();
    options.signal.throwIfAborted();
    throw new InfraError("gateway", `the gateway's forwarder did not start: ${said || String(cause)}`, {
      cause,
    });
  }
}

import { constants, type ServerHttp2Stream } from "node:http2";
import type { WireEvent } from "./wire-protocol.ts";

/** The client's end of one call. Writing to a client that has gone does nothing. */
export interface Outlet {
  readonly isOpen: () => boolean;
  /** Something has been sent: no other answer can be. */
  readonly hasBegun: () => boolean;
  readonly sendJson: (status: number, text: string) => void;
  /** Passes on what a mount answered. */
  readonly sendResponse: (response: Response) => Promise<void>;
  readonly startEvents: () => void;
  /** Resolves when the client can take more. */
  readonly sendEvent: (event: WireEvent) => Promise<void>;
  readonly endEvents: () => void;
  /** Breaks the connection off, so that the client does not take what it has for the whole. */
  readonly cut: () => void;
}

const EVENTS = { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache" };

/** Headers of a mount's answer that travel. */
const PASSED_HEADERS = ["content-type", "cache-control", "mcp-session-id"];

const toPassedHeaders = (headers: Headers): Record<string, string> =>
  Object.fromEntries(
    PASSED_HEADERS.flatMap((name) => {
      const value = headers.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );

/** @param stallMs after which a client that takes nothing is cut off: its call holds a place at the provider */
export function createStreamOutlet(stream: ServerHttp2Stream, stallMs: number): Outlet {
  const isOpen = (): boolean => !stream.closed && !stream.destroyed && !stream.writableEnded;
  // Not `close`: that says an orderly end before it says the error.
  const cut = (): void => {
    if (!stream.destroyed) stream.destroy(new Error("cut"));
  };
  let hasWritten = false;
  /** After the first, what comes within one turn of the event loop goes out as one piece: each has its price on the way into the sandbox. */
  const gather = (): void => {
    const isFirst = !hasWritten;
    hasWritten = true;
    if (isFirst || stream.writableCorked > 0) return;
    stream.cork();
    setImmediate(() => stream.uncork());
  };
  const write = async (data: string | Uint8Array): Promise<void> => {
    if (!isOpen()) return;
    gather();
    if (stream.write(data)) return;
    await new Promise<void>((resolve) => {
      const go = (): void => {
        clearTimeout(timer);
        stream.off("drain", go).off("close", go);
        resolve();
      };
      const timer = setTimeout(cut, stallMs);
      stream.once("drain", go).once("close", go);
    });
  };
  const finish = (text?: string): void => {
    if (text === undefined) stream.end();
    else stream.end(text);
    // A client that is still sending its request would keep the stream open.
    stream.once("finish", () => stream.close(constants.NGHTTP2_NO_ERROR));
  };
  return {
    isOpen,
    hasBegun: () => stream.headersSent,
    sendJson: (status, text) => {
      if (!isOpen()) return;
      if (!stream.headersSent) stream.respond({ ":status": status, "content-type": "application/json" });
      finish(text);
    },
    sendResponse: async (response) => {
      if (!isOpen()) return;
      stream.respond({ ":status": response.status, ...toPassedHeaders(response.headers) });
      try {
        for await (const chunk of response.body ?? []) {
          if (!isOpen()) return;
          await write(chunk);
        }
        if (isOpen()) finish();
      } catch {
        cut();
      }
    },
    startEvents: () => {
      if (isOpen() && !stream.headersSent) stream.respond({ ":status": 200, ...EVENTS });
    },
    sendEvent: (event) => write(toText(event)),
    endEvents: () => {
      if (isOpen()) stream.end();
    },
    cut,
  };
}

/** An outlet whose other end is a `Response` in this process. */
export function createFetchOutlet(abandoned: AbortSignal): {
  readonly outlet: Outlet;
  readonly response: Promise<Response>;
  readonly closed: AbortSignal;
} {
  const answer = Promise.withResolvers<Response>();
  const closed = new AbortController();
  let body: ReadableStreamDefaultController<Uint8Array> | null = null;
  let wake: (() => void) | null = null;
  let isAnswered = false;
  const close = (): void => {
    closed.abort();
    wake?.();
  };
  const giveUp = (): void => {
    answer.reject(abandoned.reason);
    body?.error(abandoned.reason);
    body = null;
    close();
  };
  if (abandoned.aborted) giveUp();
  else abandoned.addEventListener("abort", giveUp, { once: true });
  const settle = (response: Response): void => {
    isAnswered = true;
    answer.resolve(response);
  };
  const isOpen = (): boolean => !closed.signal.aborted;
  const outlet: Outlet = {
    isOpen,
    hasBegun: () => isAnswered,
    sendJson: (status, text) => {
      if (!isOpen()) return;
      settle(new Response(text, { status, headers: { "content-type": "application/json" } }));
      close();
    },
    sendResponse: async (response) => {
      if (!isOpen()) return;
      settle(response);
      close();
    },
    startEvents: () => {
      if (isAnswered) return;
      const stream = new ReadableStream<Uint8Array>(
        {
          start: (controller) => {
            body = controller;
          },
          pull: () => wake?.(),
          cancel: close,
        },
        { highWaterMark: 64 },
      );
      settle(new Response(stream, { headers: EVENTS }));
    },
    sendEvent: async (event) => {
      if (!isOpen() || body === null) return;
      body.enqueue(Buffer.from(toText(event)));
      if ((body.desiredSize ?? 1) > 0) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
      wake = null;
    },
    endEvents: () => {
      if (!isOpen()) return;
      body?.close();
      body = null;
      close();
    },
    cut: () => {
      if (!isOpen()) return;
      const error = new TypeError("the connection was cut");
      if (!isAnswered) answer.reject(error);
      body?.error(error);
      body = null;
      close();
    },
  };
  return { outlet, response: answer.promise, closed: closed.signal };
}

const toText = ({ event, data }: WireEvent): string => {
  const lines = data.split("\n").map((line) => `data: ${line}`);
  return `${[...(event === null ? [] : [`event: ${event}`]), ...lines].join("\n")}\n\n`;
};

import { constants, type ServerHttp2Stream } from "node:http2";
import { type Refusal, toErrorBody } from "./refusal.ts";

/** The client's end of one call. Writing to a client that has gone does nothing. */
export interface Outlet {
  /** Aborted when the client gives up. */
  readonly isOpen: () => boolean;
  readonly sendJson: (status: number, text: string) => void;
  readonly refuse: (refusal: Refusal) => void;
  readonly startEvents: () => void;
  /** Resolves when the client can take more. */
  readonly sendEvent: (data: string) => Promise<void>;
  readonly endEvents: () => void;
  /** Breaks the connection off, so that the client does not take what it has for the whole. */
  readonly cut: () => void;
}

export function createOutlet(stream: ServerHttp2Stream): Outlet {
  const isOpen = (): boolean => !stream.closed && !stream.destroyed && !stream.writableEnded;
  const sendJson = (status: number, text: string): void => {
    if (!isOpen()) return;
    if (!stream.headersSent) stream.respond({ ":status": status, "content-type": "application/json" });
    stream.end(text);
    stream.once("finish", () => stream.close(constants.NGHTTP2_NO_ERROR));
  };
  return {
    isOpen,
    sendJson,
    refuse: (refusal) => sendJson(refusal.status, toErrorBody(refusal)),
    startEvents: () => {
      if (!isOpen()) return;
      stream.respond({
        ":status": 200,
        "content-type": "text/event-stream; charset=utf-8",
        "cache-control": "no-cache",
      });
    },
    sendEvent: async (data) => {
      if (!isOpen() || stream.write(toEvent(data))) return;
      await new Promise<void>((resolve) => {
        const go = (): void => {
          stream.off("drain", go).off("close", go);
          resolve();
        };
        stream.once("drain", go).once("close", go);
      });
    },
    endEvents: () => {
      if (isOpen()) stream.end(toEvent("[DONE]"));
    },
    // Not `close`: that says an orderly end before it says the error.
    cut: () => {
      if (!stream.destroyed) stream.destroy(new Error("cut"));
    },
  };
}

const toEvent = (data: string): string =>
  `${data
    .split("\n")
    .map((line) => `data: ${line}`)
    .join("\n")}\n\n`;

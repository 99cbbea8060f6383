import type { TokenUsage } from "../token-usage.ts";
import { parseEvent, readCount, readObject, readText } from "../wire-json.ts";
import type { StreamReader } from "../wire-protocol.ts";
import { parseUsage } from "./usage.ts";

/** More blocks than any message has. */
const MAX_BLOCKS = 1_000;

type Block = Record<string, unknown>;

export function createStreamReader(): StreamReader {
  const blocks: Block[] = [];
  let message: Readonly<Record<string, unknown>> = {};
  let firstUsage: unknown = null;
  let lastUsage: unknown = null;
  let stopReason: string | null = null;
  let error: unknown = null;
  let isDone = false;
  let events = 0;

  const readUsage = (): TokenUsage | null =>
    // Before its last word a message has not told its output yet.
    lastUsage === null ? null : parseUsage(firstUsage, lastUsage);
  return {
    take: (event) => {
      const data = parseEvent(event);
      const index = readCount(data["index"]);
      switch (data["type"]) {
        case "message_start":
          message = readObject(data["message"]) ?? {};
          firstUsage = message["usage"];
          break;
        case "content_block_start":
          if (index < MAX_BLOCKS) blocks[index] = { ...readObject(data["content_block"]) };
          break;
        case "content_block_delta":
          events += 1;
          addDelta((blocks[Math.min(index, MAX_BLOCKS)] ??= {}), readObject(data["delta"]) ?? {});
          break;
        case "message_delta":
          stopReason = readText(readObject(data["delta"])?.["stop_reason"]) ?? stopReason;
          lastUsage = data["usage"] ?? lastUsage;
          break;
        case "message_stop":
          isDone = true;
          break;
        case "error":
          error = data["error"] ?? data;
          break;
      }
      return event;
    },
    isDone: () => isDone,
    isFinished: () => isDone || stopReason !== null,
    missingEnd: () =>
      isDone ? null : { event: "message_stop", data: JSON.stringify({ type: "message_stop" }) },
    hasError: () => error !== null,
    hasOutput: () => events > 0,
    usage: readUsage,
    model: () => readText(message["model"]),
    events: () => events,
    body: () => ({
      ...message,
      content: blocks.filter((block) => block !== undefined),
      stop_reason: stopReason,
      usage: { ...readObject(firstUsage), ...readObject(lastUsage) },
      ...(error === null ? {} : { error }),
    }),
  };
}

function addDelta(block: Block, delta: Readonly<Record<string, unknown>>): void {
  for (const key of ["text", "thinking", "signature"] as const) {
    const piece = readText(delta[key]);
    if (piece !== null) block[key] = `${readText(block[key]) ?? ""}${piece}`;
  }
  const json = readText(delta["partial_json"]);
  // The input as a text: what breaks off stays as it came.
  if (json !== null) block["input"] = `${readText(block["input"]) ?? ""}${json}`;
}

import type { TokenUsage } from "../token-usage.ts";
import { parseEvent, readObject, readText } from "../wire-json.ts";
import type { StreamReader } from "../wire-protocol.ts";
import { parseUsage } from "./usage.ts";

type Part = Readonly<Record<string, unknown>>;

export function createStreamReader(): StreamReader {
  const parts: Record<string, unknown>[] = [];
  let usage: TokenUsage | null = null;
  let wireUsage: unknown = null;
  let model: string | null = null;
  let finishReason: string | null = null;
  let error: unknown = null;
  let events = 0;
  return {
    take: (event) => {
      const data = parseEvent(event);
      const [candidate] = Array.isArray(data["candidates"]) ? (data["candidates"] as unknown[]) : [];
      const content = readObject(readObject(candidate)?.["content"]);
      const given = Array.isArray(content?.["parts"]) ? (content["parts"] as unknown[]) : [];
      for (const part of given) addPart(parts, readObject(part) ?? {});
      if (given.length > 0) events += 1;
      finishReason =
        readText(readObject(candidate)?.["finishReason"]) ??
        readText(readObject(data["promptFeedback"])?.["blockReason"]) ??
        finishReason;
      model = readText(data["modelVersion"]) ?? model;
      const metered = parseUsage(data["usageMetadata"]);
      if (metered !== null) {
        usage = metered;
        wireUsage = data["usageMetadata"];
      }
      if (data["error"] !== undefined && data["error"] !== null) ({ error } = data);
      return event;
    },
    // There is no last word: the stream ends.
    isDone: () => false,
    isFinished: () => finishReason !== null,
    missingEnd: () => null,
    hasError: () => error !== null,
    hasOutput: () => events > 0,
    usage: () => usage,
    model: () => model,
    events: () => events,
    body: () => ({
      candidates: [{ index: 0, content: { role: "model", parts }, finishReason }],
      modelVersion: model,
      usageMetadata: wireUsage,
      ...(error === null ? {} : { error }),
    }),
  };
}

/** Texts of one kind that follow one another are one. */
function addPart(parts: Record<string, unknown>[], part: Part): void {
  const last = parts.at(-1);
  const isText = typeof part["text"] === "string" && typeof last?.["text"] === "string";
  if (isText && last["thought"] === part["thought"])
    last["text"] = `${String(last["text"])}${String(part["text"])}`;
  else parts.push({ ...part });
}

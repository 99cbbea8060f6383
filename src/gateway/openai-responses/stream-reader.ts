import type { TokenUsage } from "../token-usage.ts";
import { parseEvent, readObject, readText } from "../wire-json.ts";
import type { StreamReader } from "../wire-protocol.ts";
import { parseUsage } from "./usage.ts";

const LAST = new Set(["response.completed", "response.incomplete", "response.failed"]);
/** The pieces of what a model writes. */
const OUTPUT =
  /^response\.(output_text|refusal|function_call_arguments|custom_tool_call_input|reasoning_(summary_)?text)\.delta$/;

export function createStreamReader(): StreamReader {
  let response: Readonly<Record<string, unknown>> = {};
  const items: unknown[] = [];
  let usage: TokenUsage | null = null;
  let error: unknown = null;
  let isDone = false;
  let hasOutput = false;
  let events = 0;
  return {
    take: (event) => {
      const data = parseEvent(event);
      const type = readText(data["type"]) ?? event.event ?? "";
      const told = readObject(data["response"]);
      if (told !== null) response = told;
      if (type === "response.output_item.done") items.push(data["item"]);
      if (OUTPUT.test(type)) {
        events += 1;
        hasOutput = true;
      }
      if (type === "error" || type === "response.failed") error = told?.["error"] ?? data;
      if (LAST.has(type)) {
        isDone = true;
        usage = parseUsage(told?.["usage"]);
      }
      return event;
    },
    isDone: () => isDone,
    isFinished: () => isDone,
    missingEnd: () => null,
    hasError: () => error !== null,
    hasOutput: () => hasOutput,
    usage: () => usage,
    model: () => readText(response["model"]),
    events: () => events,
    body: () => ({
      ...response,
      ...(isDone ? {} : { output: items }),
      ...(error === null ? {} : { error }),
    }),
  };
}

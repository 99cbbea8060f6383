import { toObject } from "../transcript/to-object.ts";
import type { Step, ToolCall } from "../transcript/steps.ts";
import { toText } from "./details.ts";
import type { Message } from "./instance-schema.ts";

/** A conversation message by message, numbered from 0: what a tool said is a message of its own. */
export function toMessages(steps: readonly Step[]): Message[] {
  return steps.flatMap(toOwnMessages).map((message, index) => ({ turn_idx: index, ...message }));
}

function toOwnMessages(step: Step): Omit<Message, "turn_idx">[] {
  if (step.source !== "agent") return [{ role: step.source, content: step.text }];
  const { text, calls, results } = step;
  const spoken = {
    role: "assistant",
    content: text === "" ? null : text,
    ...(calls.length === 0 ? {} : { tool_calls: calls.map(toToolCall) }),
  };
  const answers = results.map((result) => ({
    role: "tool",
    content: result.text,
    ...(result.callId === null ? {} : { tool_call_id: [result.callId] }),
  }));
  return text === "" && calls.length === 0 ? answers : [spoken, ...answers];
}

/** Arguments are strings here; what is none is written as JSON. */
function toToolCall({ id, name, arguments: given }: ToolCall) {
  const members = Object.entries(toObject(given)).map(([key, value]) => [key, toText(value)]);
  return { id, name, arguments: Object.fromEntries(members) as Record<string, string> };
}

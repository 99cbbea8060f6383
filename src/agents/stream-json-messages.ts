import { z } from "zod";
import type { AgentEvent } from "../core/event.ts";
import type { ProgramMessage } from "./program.ts";

const ResultTextSchema = z.union([
  z.string(),
  z
    .array(z.looseObject({ text: z.string().optional() }))
    .transform((parts) => parts.map(({ text }) => text ?? "").join("\n")),
  z.unknown().transform((value) => JSON.stringify(value) ?? ""),
]);

const BlockSchema = z.union([
  z.object({ type: z.literal("text"), text: z.string() }),
  z.object({ type: z.literal("tool_use"), id: z.string(), name: z.string(), input: z.unknown() }),
  z.object({
    type: z.literal("tool_result"),
    tool_use_id: z.string(),
    is_error: z.boolean().default(false),
    content: ResultTextSchema,
  }),
  z.unknown().transform(() => null),
]);

const MessageSchema = z.looseObject({
  type: z.enum(["assistant", "user"]),
  message: z.looseObject({ content: z.union([z.string().transform(() => []), z.array(BlockSchema)]) }),
});

const ResultSchema = z.looseObject({
  type: z.literal("result"),
  is_error: z.boolean(),
  error: z.looseObject({ message: z.string() }).optional(),
  result: z.string().optional(),
});

/** Reads one message of the format that Claude Code has, and Qwen Code after it: what the program did, or how it ended. What is not known says nothing. */
export function parseStreamJson(value: unknown): ProgramMessage {
  const result = ResultSchema.safeParse(value);
  if (result.success) {
    const { is_error: isError, error, result: text } = result.data;
    return { events: [], result: { isError, message: error?.message ?? (isError ? (text ?? null) : null) } };
  }
  const message = MessageSchema.safeParse(value);
  const {
    type,
    message: { content },
  } = message.data ?? { type: "user", message: { content: [] } };
  return { events: content.flatMap((block) => (block === null ? [] : toEvents(block, type))), result: null };
}

type Block = NonNullable<z.infer<typeof BlockSchema>>;

function toEvents(block: Block, from: "assistant" | "user"): AgentEvent[] {
  switch (block.type) {
    case "text":
      return from === "assistant" && block.text !== "" ? [{ type: "agent-message", text: block.text }] : [];
    case "tool_use":
      return [{ type: "tool-call", id: block.id, name: block.name, arguments: block.input }];
    case "tool_result":
      return [{ type: "tool-result", id: block.tool_use_id, text: block.content, isError: block.is_error }];
  }
}

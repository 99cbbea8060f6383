import { z } from "zod";
import { readThought } from "./thought.ts";

const ToolCallPieceSchema = z.looseObject({
  index: z.int().nonnegative().max(1_000).default(0),
  id: z.string().nullish(),
  function: z.looseObject({ name: z.string().nullish(), arguments: z.string().nullish() }).nullish(),
});

const ChunkSchema = z.looseObject({
  choices: z.array(
    z.looseObject({
      index: z.int().nonnegative().max(1_000).default(0),
      delta: z
        .looseObject({
          content: z.string().nullish(),
          tool_calls: z.array(ToolCallPieceSchema).nullish(),
        })
        .nullish(),
      finish_reason: z.string().nullish(),
    }),
  ),
});

type Delta = NonNullable<z.infer<typeof ChunkSchema>["choices"][number]["delta"]>;

interface ToolCall {
  id: string;
  type: "function";
  function: { name: string; arguments: string };
}

interface Choice {
  index: number;
  message: {
    role: "assistant";
    content: string;
    reasoning_content: string;
    /** Thoughts that the provider does not show as text. */
    reasoning_details?: unknown[];
    tool_calls: ToolCall[];
  };
  finish_reason: string | null;
}

/** Puts a streamed reply together, for the transcript: as it would have been without streaming. */
export interface Assembly {
  /** Takes one parsed chunk; what is not understood is left out. */
  readonly add: (chunk: unknown) => void;
  readonly isFinished: () => boolean;
  /** Whether the model has written anything yet. */
  readonly hasOutput: () => boolean;
  readonly choices: () => readonly Choice[];
}

export function createAssembly(): Assembly {
  const choices = new Map<number, Choice>();
  return {
    add: (chunk) => {
      const parsed = ChunkSchema.safeParse(chunk);
      for (const piece of parsed.data?.choices ?? []) {
        const choice = choices.get(piece.index) ?? startChoice(piece.index);
        choices.set(piece.index, choice);
        if (piece.delta) addDelta(choice, piece.delta);
        choice.finish_reason = piece.finish_reason ?? choice.finish_reason;
      }
    },
    isFinished: () =>
      choices.size > 0 && [...choices.values()].every((choice) => choice.finish_reason !== null),
    hasOutput: () => [...choices.values()].some(({ message }) => isWritten(message)),
    choices: () => [...choices.values()],
  };
}

const isWritten = (message: Choice["message"]): boolean =>
  message.content !== "" ||
  message.reasoning_content !== "" ||
  message.reasoning_details !== undefined ||
  message.tool_calls.length > 0;

function startChoice(index: number): Choice {
  const message: Choice["message"] = {
    role: "assistant",
    content: "",
    reasoning_content: "",
    tool_calls: [],
  };
  return { index, message, finish_reason: null };
}

function addDelta({ message }: Choice, delta: Delta): void {
  message.content += delta.content ?? "";
  const { text, hidden } = readThought(delta);
  message.reasoning_content += text;
  if (hidden.length > 0) (message.reasoning_details ??= []).push(...hidden);
  for (const piece of delta.tool_calls ?? []) {
    const call = (message.tool_calls[piece.index] ??= {
      id: "",
      type: "function",
      function: { name: "", arguments: "" },
    });
    call.id = piece.id ?? call.id;
    call.function.name += piece.function?.name ?? "";
    call.function.arguments += piece.function?.arguments ?? "";
  }
}

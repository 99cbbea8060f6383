import { ProviderFault } from "../provider-fault.ts";
import { createAssembly } from "./assembly.ts";
import { parseUsage, type TokenUsage } from "./usage.ts";

/** Reads a streamed reply as it passes: meters it, puts it together, and takes out what the client did not ask for. */
export interface StreamReader {
  /**
   * Takes one event's data; gives what the client gets of it, or null.
   * @throws ProviderFault where it is no JSON
   */
  readonly take: (data: string) => string | null;
  /** The provider has said `[DONE]`. */
  readonly isDone: () => boolean;
  /** The model has finished, whether or not `[DONE]` came: only the usage may be missing. */
  readonly isFinished: () => boolean;
  /** The provider put an error into the stream. */
  readonly hasError: () => boolean;
  readonly usage: () => TokenUsage | null;
  readonly model: () => string | null;
  /** Events with content so far: about as many as tokens. */
  readonly events: () => number;
  /** The whole reply, as it would have been without streaming. */
  readonly body: () => unknown;
}

interface Chunk {
  readonly id?: unknown;
  readonly model?: unknown;
  readonly usage?: unknown;
  readonly choices?: unknown;
  readonly error?: unknown;
}

export function createStreamReader(hidesUsage: boolean): StreamReader {
  const assembly = createAssembly();
  let isDone = false;
  let error: unknown = null;
  let usage: TokenUsage | null = null;
  let wireUsage: unknown = null;
  let id: string | null = null;
  let model: string | null = null;
  let events = 0;

  const note = (chunk: Chunk): void => {
    events += 1;
    if (typeof chunk.id === "string") ({ id } = chunk as { id: string });
    if (typeof chunk.model === "string") ({ model } = chunk as { model: string });
    if (chunk.error !== undefined && chunk.error !== null) ({ error } = chunk);
    const metered = parseUsage(chunk.usage);
    if (metered !== null) {
      usage = metered;
      wireUsage = chunk.usage;
    }
    assembly.add(chunk);
  };

  return {
    take: (data) => {
      if (data === "[DONE]") {
        isDone = true;
        return null;
      }
      const chunk = parseChunk(data);
      note(chunk);
      return hidesUsage ? withoutUsage(chunk, data) : data;
    },
    isDone: () => isDone,
    isFinished: () => isDone || assembly.isFinished(),
    hasError: () => error !== null,
    usage: () => usage,
    model: () => model,
    events: () => events,
    body: () => ({
      id,
      object: "chat.completion",
      model,
      choices: assembly.choices(),
      usage: wireUsage,
      ...(error === null ? {} : { error }),
    }),
  };
}

function parseChunk(data: string): Chunk {
  try {
    const chunk: unknown = JSON.parse(data);
    if (typeof chunk === "object" && chunk !== null) return chunk;
  } catch (cause) {
    throw new ProviderFault("a stream that is no JSON", { verdict: "again", status: 200, cause });
  }
  throw new ProviderFault("a stream of something else than objects", { verdict: "again", status: 200 });
}

function withoutUsage(chunk: Chunk, data: string): string | null {
  if (!("usage" in chunk)) return data;
  const { usage, ...rest } = chunk;
  const isUsageOnly = usage !== null && Array.isArray(chunk.choices) && chunk.choices.length === 0;
  return isUsageOnly ? null : JSON.stringify(rest);
}

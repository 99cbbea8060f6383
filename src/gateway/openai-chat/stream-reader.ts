import { ProviderFault } from "../provider-fault.ts";
import { createAssembly } from "./assembly.ts";
import type { TokenUsage } from "../token-usage.ts";
import type { StreamReader, WireEvent } from "../wire-protocol.ts";
import { parseUsage } from "./usage.ts";

const LAST_WORD = "[DONE]";

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
    take: (event) => {
      if (event.data === LAST_WORD) {
        isDone = true;
        return event;
      }
      const chunk = parseChunk(event.data);
      note(chunk);
      return hidesUsage ? withoutUsage(chunk, event) : event;
    },
    isDone: () => isDone,
    isFinished: () => isDone || assembly.isFinished(),
    missingEnd: () => (isDone ? null : { event: null, data: LAST_WORD }),
    hasError: () => error !== null,
    hasOutput: assembly.hasOutput,
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

function withoutUsage(chunk: Chunk, event: WireEvent): WireEvent | null {
  if (!("usage" in chunk)) return event;
  const { usage, ...rest } = chunk;
  const isUsageOnly = usage !== null && Array.isArray(chunk.choices) && chunk.choices.length === 0;
  return isUsageOnly ? null : { ...event, data: JSON.stringify(rest) };
}

import type { LanguageModel } from "ai";
import { type History, replaceBySummary, toMessages, trimOldResults } from "./history.ts";
import { takeStep } from "./step.ts";

/** Of a model of which nobody knows how much it takes. */
const ASSUMED_CONTEXT_TOKENS = 128_000;
/** Of the window, what the conversation may fill before it is made shorter. */
const FULL_SHARE = 0.75;
/** After results were cut, what must be left free for that to be worth it. */
const TRIMMED_SHARE = 0.5;
/** Characters of a token, on the safe side. */
const CHARACTERS_PER_TOKEN = 3;

const SUMMARY_REQUEST = `Write down what you need to go on with this task without the conversation so far: what was asked, \
what you have built and decided, which files there are and what is in them, what you have tried and seen, what is left to do. \
Be complete and brief. Do not call a tool.`;

export const estimateTokens = (history: History): number =>
  Math.ceil(JSON.stringify(toMessages(history)).length / CHARACTERS_PER_TOKEN);

/** Whether a conversation fills so much of the model's window that it must be made shorter. */
export function isFull(inputTokens: number | null, contextLength: number | null): boolean {
  return (inputTokens ?? 0) > (contextLength ?? ASSUMED_CONTEXT_TOKENS) * FULL_SHARE;
}

export interface Compaction {
  readonly model: LanguageModel;
  readonly system: string;
  readonly contextLength: number | null;
  readonly maxOutputTokens: number | null;
  readonly signal: AbortSignal;
}

/** Makes a conversation shorter: first the results of older steps, then all of it but the last steps, by a summary. */
export async function compact(history: History, { contextLength, ...request }: Compaction): Promise<History> {
  const window = contextLength ?? ASSUMED_CONTEXT_TOKENS;
  const trimmed = trimOldResults(history);
  if (
    estimateTokens(trimmed) < window * TRIMMED_SHARE &&
    estimateTokens(trimmed) < estimateTokens(history) * FULL_SHARE
  )
    return trimmed;
  const messages = [...toMessages(trimmed), { role: "user" as const, content: SUMMARY_REQUEST }];
  const { text } = await takeStep({ ...request, messages, tools: [] });
  return replaceBySummary(trimmed, text);
}

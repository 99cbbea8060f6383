import type { LanguageModel } from "ai";
import {
  type History,
  replaceBySummary,
  toMessages,
  trimCalls,
  trimOldResults,
  trimResults,
} from "./history.ts";
import { isOverflow, takeStep } from "./step.ts";

/** Of a model of which nobody knows how much it takes. */
const ASSUMED_CONTEXT_TOKENS = 128_000;
/** Of the window, what the conversation may fill before it is made shorter. */
const FULL_SHARE = 0.75;
/** After results were cut, what must be left free for that to be worth it. */
const TRIMMED_SHARE = 0.5;
/** Of the window, what one result of a tool may fill, and what those of one step may together. */
const RESULT_SHARE = 0.25;
const RESULTS_SHARE = 0.5;
/** Of the window, the least to which a conversation is cut to be summed up. */
const LEAST_SHARE = 0.04;
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

/** A tool's result as far as the window has room for it, with a word on what was left out: its middle, since errors stand last. */
export function fitResult(text: string, contextLength: number | null, results: number): string {
  const share = Math.min(RESULT_SHARE, RESULTS_SHARE / results);
  const window = contextLength ?? ASSUMED_CONTEXT_TOKENS;
  const room = Math.floor(window * share * CHARACTERS_PER_TOKEN);
  if (text.length <= room) return text;
  const half = Math.floor(room / 2);
  const note = `[${text.length - 2 * half} characters left out here: this conversation has no room for more; ask for less at a time]`;
  return `${text.slice(0, half)}\n${note}\n${text.slice(-half)}`;
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
  for (let share = FULL_SHARE; ; share /= 2) {
    const messages = [
      ...toMessages(shrink(trimmed, window * share)),
      { role: "user" as const, content: SUMMARY_REQUEST },
    ];
    try {
      const { text } = await takeStep({ ...request, messages, tools: [] });
      return shrink(replaceBySummary(trimmed, text), window * Math.min(share, TRIMMED_SHARE));
    } catch (error) {
      // The estimate was too low, as in languages with more tokens to a letter, or the window is smaller than was said.
      if (!isOverflow(error) || share < LEAST_SHARE) throw error;
    }
  }
}

/** The weakest cut that fits; in the end whole steps go, the oldest first. */
function shrink(history: History, maxTokens: number): History {
  const fits = (one: History): boolean => estimateTokens(one) <= maxTokens;
  const withoutResults = trimResults(history);
  let shortest = trimCalls(withoutResults);
  const fitting = [history, withoutResults, shortest].find(fits);
  while (shortest.steps.length > 0 && !fits(shortest))
    shortest = { ...shortest, steps: shortest.steps.slice(1) };
  return fitting ?? shortest;
}

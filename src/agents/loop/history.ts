import type { ModelMessage } from "ai";

/** What one step added: what the model said, and what its tools gave back. */
export type Step = ModelMessage[];

/** What a conversation has come to. Plain data: it is kept as JSON to go on from after a crash. */
export interface History {
  /** The turns' prompts so far. */
  readonly prompts: readonly string[];
  /** What the model wrote down of the steps that are no longer here. */
  readonly summary: string | null;
  readonly steps: readonly Step[];
}

/** Steps that compaction leaves as they are. */
const KEPT_STEPS = 4;
/** A longer text is cut. */
const CUT_CHARACTERS = 400;

export const startHistory = (prompt: string): History => ({ prompts: [prompt], summary: null, steps: [] });

/** A later turn of the same session. */
export const addPrompt = (history: History, prompt: string): History => ({
  ...history,
  prompts: [...history.prompts, prompt],
  steps: [...history.steps, [{ role: "user", content: prompt }]],
});

export const addStep = (history: History, step: Step): History => ({
  ...history,
  steps: [...history.steps, step],
});

/** The conversation as a model reads it. */
export function toMessages({ prompts, summary, steps }: History): ModelMessage[] {
  // Of a conversation that was cut short all prompts stand at the beginning.
  const opening = summary === null ? prompts.slice(0, 1) : prompts;
  const text = [...opening, ...(summary === null ? [] : [`What you have done so far:\n${summary}`])].join(
    "\n\n",
  );
  return [{ role: "user", content: text }, ...steps.flat()];
}

/** The same with the results of older steps cut short, and their pictures gone: often enough to go on. */
export const trimOldResults = (history: History): History => trimResults(history, KEPT_STEPS);

/** The same with all results cut short but those of the last steps. */
export function trimResults(history: History, keptSteps = 0): History {
  const { steps } = history;
  const firstKept = Math.max(0, steps.length - keptSteps);
  return {
    ...history,
    steps: steps.map((step, index) => (index < firstKept ? step.map(trimMessage) : step)),
  };
}

/** The same with what the model gave to its tools cut short, such as the files that it wrote. */
export const trimCalls = (history: History): History => ({
  ...history,
  steps: history.steps.map((step) => step.map(trimInputs)),
});

/** The last steps alone, after a summary of the others. */
export function replaceBySummary(history: History, summary: string): History {
  return { ...history, summary, steps: history.steps.slice(-KEPT_STEPS) };
}

function trimMessage(message: ModelMessage): ModelMessage {
  if (message.role === "user" && Array.isArray(message.content))
    return { ...message, content: "[a picture, no longer shown]" };
  if (message.role !== "tool") return message;
  const content = message.content.map((part) => {
    if (part.type !== "tool-result") return part;
    const { output } = part;
    if (output.type !== "text" && output.type !== "error-text") return part;
    return { ...part, output: { ...output, value: cut(output.value) } };
  });
  return { ...message, content };
}

function trimInputs(message: ModelMessage): ModelMessage {
  if (message.role !== "assistant" || typeof message.content === "string") return message;
  const content = message.content.map((part) =>
    part.type === "tool-call" ? { ...part, input: cutTexts(part.input) } : part,
  );
  return { ...message, content };
}

/** Every text in a value cut short. */
const cutTexts = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_key, inner: unknown) => (typeof inner === "string" ? cut(inner) : inner)),
  );

const cut = (text: string): string =>
  text.length <= CUT_CHARACTERS ? text : `${text.slice(0, CUT_CHARACTERS)}\n[cut off]`;

export const serializeHistory = (history: History): Uint8Array =>
  new TextEncoder().encode(JSON.stringify(history));

export const parseHistory = (memory: Uint8Array): History =>
  JSON.parse(new TextDecoder().decode(memory)) as History;

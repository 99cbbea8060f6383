import { createInterface } from "node:readline/promises";

/** A question of a form: what it is called, what it means, and what an answer must be. */
export interface Question {
  readonly key: string;
  readonly ask: string;
  readonly fallback: string;
  /** Null where the answer will do, else what is wrong with it. */
  readonly fault: (answer: string) => string | null;
}

/**
 * Asks what the flags leave open, where there is somebody to ask; else the fallbacks are taken.
 * @throws AbortError where the user ends it
 */
export async function answerQuestions(
  questions: readonly Question[],
  given: Readonly<Record<string, string | undefined>>,
): Promise<Record<string, string>> {
  const answers: Record<string, string> = {};
  const isTerminal = process.stdin.isTTY && process.stdout.isTTY;
  const open = isTerminal ? createInterface({ input: process.stdin, output: process.stdout }) : null;
  try {
    for (const question of questions)
      answers[question.key] = given[question.key] ?? (await answer(question, open)) ?? question.fallback;
  } finally {
    open?.close();
  }
  return answers;
}

async function answer(
  { ask, fallback, fault }: Question,
  open: ReturnType<typeof createInterface> | null,
): Promise<string | null> {
  if (open === null) return null;
  for (;;) {
    const text = (await open.question(`${ask} [${fallback}] `)).trim() || fallback;
    const wrong = fault(text);
    if (wrong === null) return text;
    process.stdout.write(`${wrong}\n`);
  }
}

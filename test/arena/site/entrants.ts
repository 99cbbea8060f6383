import { type Entrant, listMatches, type Match, type Question } from "../../../src/arena/site/match.ts";

export const QUESTION: Question = {
  suite: "starter",
  task: "todo",
  taskHash: "hash",
  title: "A list of things to do",
  category: "productivity",
  language: "en",
  seed: 0,
  turns: ["Build it."],
};

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

export function makeEntrant(
  model: string,
  changes: Partial<Entrant> & { readonly question?: Question } = {},
): Entrant & { readonly question: Question } {
  const { question = QUESTION } = changes;
  const files = [{ path: "index.html", content: encode(`app of ${model}`) }];
  return {
    contestant: {
      model,
      organisation: model.split("/")[0]!,
      run: "run",
      trial: `${question.task}.${model}`,
      workspace: `workspace of ${model}`,
      bytes: null,
    },
    score: 0.5,
    source: { kind: "files", read: async () => files },
    files: async () => files,
    steps: async () => [],
    question,
    ...changes,
  };
}

export const makeMatches = (...models: readonly string[]): Match[] =>
  listMatches(models.map((model) => makeEntrant(model)));

/** A pair that measures raters. */
export function makeAttention(): Match {
  const [pair] = makeMatches("mutants/breaks-it", "the task's own solution");
  const [mutant, solution] = [pair!.a, pair!.b];
  return { ...pair!, a: solution, b: mutant, expected: "a" };
}

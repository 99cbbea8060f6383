import type { SandboxFile } from "../core/sandbox.ts";
import type { LoadedTask } from "../core/suite.ts";
import { promptLanguages } from "../core/task.ts";

/** A text that the agent is given, and where. */
export interface GivenText {
  readonly where: string;
  readonly text: string;
}

/** Where a text stands that is not the task's own. */
export const PREAMBLE = "the stack's preamble";

/** Everything that the agent can read, by the language of its prompt; "" where the prompt has but one. */
export function collectGiven(
  { task, stack }: LoadedTask,
  start: readonly SandboxFile[],
): ReadonlyMap<string, readonly GivenText[]> {
  const files = start.flatMap(({ path, content }) => {
    const text = toText(content);
    return text === null ? [] : [{ where: path, text }];
  });
  const names = { where: "names of files", text: start.map(({ path }) => path).join("\n") };
  const languages = promptLanguages(task.turns);
  return new Map(
    (languages.length === 0 ? [""] : languages).map((language) => [
      language,
      [
        { where: PREAMBLE, text: stack.preamble },
        ...task.turns.map(({ prompt }, index) => ({
          where: `the prompt of turn ${index + 1}`,
          text: typeof prompt === "string" ? prompt : prompt[language]!,
        })),
        ...files,
        names,
      ],
    ]),
  );
}

/** Null where it is no text. */
export function toText(content: Uint8Array): string | null {
  if (content.includes(0)) return null;
  return new TextDecoder().decode(content);
}

/** Space, case and marks of direction make no difference to whether something is said. */
export const fold = (text: string): string =>
  text
    .normalize("NFC")
    .replaceAll(/[\u200e\u200f\u2066-\u2069]/g, "")
    .replaceAll(/\s+/g, " ")
    .toLowerCase();

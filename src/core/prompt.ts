import type { Stack } from "./stack.ts";
import type { Task } from "./task.ts";

/**
 * What the agent is told at each turn: the stack's preamble once, then the turn's prompt in the given language.
 * A plain prompt serves every language.
 * @throws RangeError where a map has no such language; the plan never asks for one.
 */
export function composePrompts(task: Task, stack: Stack, language: string): string[] {
  return task.turns.map(({ prompt }, index) => {
    const text = typeof prompt === "string" ? prompt : prompt[language];
    if (text === undefined) throw new RangeError(`no prompt in ${language}`);
    return index === 0 ? `${stack.preamble.trim()}\n\n${text.trim()}\n` : `${text.trim()}\n`;
  });
}

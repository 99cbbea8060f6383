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
    const preamble = [stack.preamble, describeServices(task)].filter(Boolean).map((part) => part.trim());
    return [...(index === 0 ? preamble : []), `${text.trim()}\n`].join("\n\n");
  });
}

/** Agents that run no MCP servers of their own learn here that there are some. */
function describeServices({ services }: Task): string {
  if (services.length === 0) return "";
  const names = services.map(({ name }) => `"${name}"`).join(", ");
  return `MCP servers that belong to this task: ${names}. Use their tools for what they are there for: what you do in them counts.`;
}
